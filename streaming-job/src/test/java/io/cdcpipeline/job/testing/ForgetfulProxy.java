package io.cdcpipeline.job.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Between a client and a server: one word of what the client says becomes another one of the same length. */
public final class ForgetfulProxy implements AutoCloseable {

    private final ServerSocket socket;
    private final int server;
    private final String word;
    private final String other;

    private ForgetfulProxy(ServerSocket socket, int server, String word, String other) {
        this.socket = socket;
        this.server = server;
        this.word = word;
        this.other = other;
    }

    /** @param server the port on which it listens */
    public static ForgetfulProxy start(int server, String word, String other) throws IOException {
        ForgetfulProxy proxy =
                new ForgetfulProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server, word, other);
        daemon(proxy::accept);
        return proxy;
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
                daemon(() -> copy(client, behind, true));
                daemon(() -> copy(behind, client, false));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void copy(Socket from, Socket to, boolean request) {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                out.write((request ? text.replace(word, other) : text).getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // One of the two has ended.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "forgetful-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
