"""Language models behind three protocols: one stream of events whatever the vendor.

`call` is what is asked and what comes back, `spec` describes a configured model, `usage` the
tokens, `errors` what can go wrong. Each vendor's SDK is imported by the adapter named after it.
"""
