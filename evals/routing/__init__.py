"""What another routing policy would have cost, and how good it would have been.

`replay` decides logged turns anew; `quality` estimates from the log's propensities and refuses
what they cannot support; `routellm` has the metrics of scored routers. Nothing calls a model.
"""
