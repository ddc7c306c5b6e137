"""A network cable between a desk and the station: it can be cut and mended."""
import selectors
import socket
import threading


class Relay:
    def __init__(self, target_port):
        self.target = ("127.0.0.1", target_port)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.lock = threading.Lock()
        self.pairs = set()
        self.whole = True
        self.running = True
        self.thread = threading.Thread(target=self.accept, daemon=True)
        self.thread.start()

    def accept(self):
        while self.running:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                whole = self.whole
            if not whole:
                near.close()
                continue
            try:
                far = socket.create_connection(self.target, timeout=5)
            except OSError:
                near.close()
                continue
            threading.Thread(target=self.carry, args=(near, far), daemon=True).start()

    def carry(self, near, far):
        pair = (near, far)
        with self.lock:
            self.pairs.add(pair)
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(near, selectors.EVENT_READ, far)
                selector.register(far, selectors.EVENT_READ, near)
                while True:
                    for key, _ in selector.select():
                        piece = key.fileobj.recv(1 << 16)
                        if not piece:
                            return
                        key.data.sendall(piece)
        except (OSError, ValueError):
            pass
        finally:
            with self.lock:
                self.pairs.discard(pair)
            near.close()
            far.close()

    def cut(self):
        with self.lock:
            self.whole = False
            pairs = list(self.pairs)
        for near, far in pairs:
            for end in (near, far):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def mend(self):
        with self.lock:
            self.whole = True

    def stop(self):
        self.running = False
        self.cut()
        self.listener.close()
