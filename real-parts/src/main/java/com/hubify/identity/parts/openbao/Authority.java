package com.hubify.identity.parts.openbao;

import com.hubify.identity.parts.program.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority that only a test knows, and what it has issued to a server on this machine. No platform trusts it:
 * clients must trust {@link #certificate}.
 */
public final class Authority {

    private static final String PASSWORD = "changeit";
    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    private final Path folder;
    private final KeyStore keys;

    private Authority(Path folder, KeyStore keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** A new one. */
    public static Authority create() {
        var folder = Folders.create("authority");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
        var store = folder.resolve("keys.p12");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "authority",
                "-dname",
                "CN=Authority of a test",
                "-ext",
                "bc:c=ca:true");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "server",
                "-signer",
                "authority",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        try {
            var authority = new Authority(folder, KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()));
            Files.writeString(authority.certificate(), authority.pemOfCertificate("authority"));
            return authority;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PEM file with the authority's own certificate. */
    public Path certificate() {
        return folder.resolve("authority.pem");
    }

    String pemOfServer() {
        return pemOfCertificate("server") + pemOfCertificate("authority");
    }

    String pemOfServerKey() {
        try {
            return pem(
                    "PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For clients that trust this authority and no other. */
    SSLContext context() {
        try {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", keys.getCertificate("authority"));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String pemOfCertificate(String alias) {
        try {
            return pem("CERTIFICATE", keys.getCertificate(alias).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] der) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static void keytool(Path store, String... arguments) {
        var command = new ArrayList<>(List.of(KEYTOOL.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException("keytool made no certificate: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
