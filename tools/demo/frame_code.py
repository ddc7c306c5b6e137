"""Reads the row of blocks on top of every simulated picture: which frame of the minute it is. The same reading as
app/simulator/frame_code.h, for pictures that stand on a screen or in a file; brightness only, one byte a pixel."""
import subprocess

RATE = 25
TURN_US = 60_000_000
BITS, CELLS = 11, 16


def decode(luma):
    """The frame of these sixteen brightnesses; None when they are no row, too faint to be sure, or of wrong parity."""
    white, black = (luma[0] + luma[15]) / 2, (luma[1] + luma[14]) / 2
    contrast = white - black
    if contrast < 60 or any(abs(luma[a] - luma[b]) * 8 > contrast * 3 for a, b in ((0, 15), (1, 14))):
        return None
    bits = [(value - black) * 2 > contrast for value in luma]
    if any(abs(value - black - (contrast if bit else 0)) * 8 > contrast * 3 for value, bit in zip(luma, bits)):
        return None
    if not bits[0] or bits[1] or bits[14] or not bits[15] or sum(bits[2:14]) % 2:
        return None
    number = 0
    for bit in bits[2:2 + BITS]:
        number = number << 1 | bit
    for shift in (1, 2, 4, 8):
        number ^= number >> shift  # Gray code
    return number if number < RATE * 60 else None


def read(pixels, stride, x, y, width, height):
    """The frame of the picture that stands at this rectangle."""
    cell, row, luma = width / 40, height / 30, []
    top, bottom = int(row * 0.3), max(int(row * 0.3), int(row * 0.7) - 1)
    for index in range(CELLS):
        left = int((index + 0.3) * cell)
        right = max(left, int((index + 0.7) * cell) - 1)
        values = [pixels[(y + down) * stride + x + across] for down in range(top, bottom + 1)
                  for across in range(left, right + 1)]
        luma.append(sum(values) // len(values))
    return decode(luma)


def age_us(frame, now_us):
    """How long before `now_us` this frame was taken; less than a minute."""
    return (now_us - frame * 1_000_000 // RATE) % TURN_US


def nearest_us(frame, about_us):
    """The moment at which this frame was taken, of all minutes the one nearest to `about_us`."""
    after = (frame * 1_000_000 // RATE - about_us) % TURN_US
    return about_us + (after if after < TURN_US / 2 else after - TURN_US)


def picture_in(tile, label_height=26):
    """Where the 16:9 picture stands in a tile of the wall, as modules/wall/ui/qml/Tile.qml places it."""
    x, y, width, height = (tile[key] for key in ("x", "y", "width", "height"))
    if height - min(height, width * 9 / 16) >= label_height:
        height -= label_height  # the label stands below the picture
    shown = min(width, height * 16 / 9)
    return (x + int((width - shown) / 2), y + int((height - shown * 9 / 16) / 2), round(shown), round(shown * 9 / 16))


def of_file(path, last=False, size=(640, 360)):
    """The frame of the first or of the last picture of a video file."""
    width, height = size
    command = ["ffmpeg", "-v", "error", *(["-sseof", "-0.5"] if last else []), "-i", str(path),
               *([] if last else ["-frames:v", "1"]), "-vf", f"scale={width}:{height}:flags=area", "-f", "rawvideo",
               "-pix_fmt", "gray", "-"]
    pixels = subprocess.run(command, stdout=subprocess.PIPE, timeout=60, check=True).stdout
    return read(pixels[-width * height:], width, 0, 0, width, height) if pixels else None
