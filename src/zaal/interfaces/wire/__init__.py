"""The JSON shapes that the API, the command line and other programs share; read models are translated one way only."""
