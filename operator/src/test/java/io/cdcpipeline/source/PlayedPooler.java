package io.cdcpipeline.source;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Passes what clients ask to a real server, and refuses settings of a connection as PgBouncer does (1.18, tried). */
final class PlayedPooler implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final String refused;

    /** @param refused the name of a setting that clients of it may not have */
    PlayedPooler(int server, String refused) throws IOException {
        this.server = server;
        this.refused = refused;
        start("pooler", this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                start("pooled", () -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            byte[] startup = startup(new DataInputStream(client.getInputStream()));
            if (new String(startup, StandardCharsets.UTF_8).contains("\0" + refused + "\0")) {
                refuse(new DataOutputStream(client.getOutputStream()));
                return;
            }
            try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
                var out = new DataOutputStream(behind.getOutputStream());
                out.writeInt(startup.length + 4);
                out.write(startup);
                out.flush();
                start("answers", () -> pass(behind, client));
                pass(client, behind);
            }
        } catch (IOException e) {
            // Whoever asked is gone.
        }
    }

    private static byte[] startup(DataInputStream in) throws IOException {
        byte[] message = new byte[in.readInt() - 4];
        in.readFully(message);
        return message;
    }

    private void refuse(DataOutputStream out) throws IOException {
        byte[] error = ("SFATAL\0C08P01\0Munsupported startup parameter: " + refused + "\0\0")
                .getBytes(StandardCharsets.UTF_8);
        out.write('E');
        out.writeInt(error.length + 4);
        out.write(error);
        out.flush();
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two is gone, and with it the other.
        }
    }

    private static void start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
