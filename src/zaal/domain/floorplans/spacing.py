"""How much room people and furniture take, in whole millimetres, each figure with where it comes from.

[D] is the project's notes on the field (set-up styles and space); [G] is what published set-up guides of event houses
and hire firms agree on; [P] is our own choice within what they say. None of them is law everywhere: the fire officer's
figure for a room comes before any drawing.
"""

from __future__ import annotations

from typing import Final

# Chairs. [P] a stacking chair, with its arms' room in a row; 45-50 cm seats stand 55 cm apart.
CHAIR_WIDTH: Final = 500
CHAIR_DEPTH: Final = 500
# [P] from a table's edge to the middle of a chair drawn up to it.
CHAIR_REACH: Final = 280

# Rows of chairs. [G] 36 inches from row to row; with chairs 50 cm deep 40 cm stay free to walk, the least that the
# Dutch building decree asked for rows of 16 (Bouwbesluit 2012, article 7.13).
THEATRE_SEAT: Final = 550
THEATRE_PITCH: Final = 900
# [G] nobody more than seven seats from an aisle, so 14 between two aisles and 7 where the row ends at a wall.
THEATRE_FROM_ONE_AISLE: Final = 7
THEATRE_BETWEEN_AISLES: Final = 14

# Rows of tables. [G] at least 24 inches of table a person: three at 1.80 m, two at 1.20 m; tables 18 inches deep;
# 3.5 feet (1.05 m) from table to table.
TABLE_SEAT: Final = 600
CLASSROOM_TABLE: Final = 450
CLASSROOM_PITCH: Final = 1500
CLASSROOM_FROM_ONE_AISLE: Final = 6
CLASSROOM_BETWEEN_AISLES: Final = 12

# Aisles. [G] 36 to 60 inches; [P] the wide one between blocks, the narrow one along a wall and behind the last row.
AISLE: Final = 1200
WALL_AISLE: Final = 1000
# [P] air between furniture and a wall that no aisle runs along.
WALL_GAP: Final = 100

# Conference tables. [D] 1.80 m by 0.75 m; [G] 48 inches from a table's edge to the wall: a chair and 30 inches to pass.
TABLE_DEPTH: Final = 750
EDGE_TO_WALL: Final = 1200
# [P] a table for a boardroom: one row of tables, a made one, or two rows of tables; with seats at each end.
BOARDROOM_TABLES: Final = ((1500, 2), (1200, 1), (750, 1))
BOARDROOM_FEWEST: Final = 2
# [P] inside a U someone walks and turns; a closed square is looked across, not walked in.
U_INNER: Final = 1500
SQUARE_INNER: Final = 1200
LEG_FEWEST: Final = 2

# Round tables: diameter and seats all round. [G] 60 inches for eight, 72 inches for ten; five feet from table to table.
BANQUET_TABLES: Final = ((1800, 10), (1500, 8))
# [P] half of the round only, so that nobody turns the back to the screen.
CABARET_TABLES: Final = ((1800, 6), (1500, 5))
TABLE_TO_TABLE: Final = 1500
# [G] 48 inches from a table's edge to the wall.
ROUND_TO_WALL: Final = 1200

# Standing. [P] a high table of 80 cm with eight round it; [D] about 0.8 square metres a person come out of it.
HIGH_TABLE: Final = 800
ROUND_HIGH_TABLE: Final = 8
STANDING_WIDTH: Final = 450
STANDING_REACH: Final = 350
HIGH_TO_HIGH: Final = 1800
HIGH_TO_WALL: Final = 900

# The front. [G] the farthest viewer sits within six image heights, the nearest 1.5 image heights or six feet away, and
# an image starts 1.2 m above the floor. [P] no image higher than 2.4 m.
VIEWING_HEIGHTS: Final = 6
NEAREST_HEIGHTS: Final = 1.5
FRONT_LEAST: Final = 1800
IMAGE_ABOVE_FLOOR: Final = 1200
IMAGE_HEIGHT_MOST: Final = 2400
IMAGE_SHAPE: Final = 16 / 9
SCREEN_DEPTH: Final = 80
# [P] of a room's width a screen takes at most so much.
SCREEN_SHARE: Final = 0.6
# [P] stage parts are 2 m by 1 m; a fifth of a short room at most. [D] 10-20 % of a room goes to stage and screen.
STAGE_DEPTH: Final = 2000
STAGE_SHARE: Final = 0.2
STAGE_WIDTH: Final = 6000
STAGE_TO_ROW: Final = 1800

# Doors. [P] 90 cm, and two leaves from 50 people.
DOOR: Final = 900
TWO_LEAVES_FROM: Final = 50

# [P] where only the area is told, a room half again as long as wide.
ASSUMED_PROPORTION: Final = 1.5
# [P] from here on the screen stands on the long side: nobody looks down a corridor.
LONG_ROOM: Final = 2.2
