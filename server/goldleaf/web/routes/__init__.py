"""The routes, a file for each address or small group of them. Each module has ``add_routes(app, house)``."""
