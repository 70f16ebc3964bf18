"""A trust that does not exist: its people, its source files, and the report on it."""

from wres.demo.making import DEFAULT_SEED, STEPS, Demo, make_demo


__all__ = ["DEFAULT_SEED", "STEPS", "Demo", "make_demo"]
