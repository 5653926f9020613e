"""The programs that run one framework each, most of them by another environment's interpreter."""
