"""Pictures of hotels and rooms: what pages show, the files themselves, and the hotel's page to manage them."""
