package com.hubify.identity.server.vault;

import com.hubify.identity.settings.Settings;
import com.hubify.identity.settings.WebAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.system.JavaVersion;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.vault.client.ClientHttpRequestFactoryFactory;
import org.springframework.vault.client.RestClientBuilder;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.support.ClientOptions;
import org.springframework.vault.support.SslConfiguration;
import org.springframework.vault.support.SslConfiguration.KeyStoreConfiguration;
import org.springframework.web.client.RestClient;

/** How Vault is reached: address, certificates, time-outs. */
final class VaultConnection {

    private static final Logger LOG = LoggerFactory.getLogger(VaultConnection.class);
    private static final String PREFIX = "hubify.identity.signing.vault.";

    private final VaultEndpoint endpoint;
    private final ClientHttpRequestFactory requests;

    VaultConnection(VaultProperties settings) {
        this.endpoint = endpoint(settings.uri());
        this.requests = requests(settings);
    }

    RestClientBuilder builder() {
        return RestClientBuilder.builder().endpoint(endpoint).requestFactory(requests);
    }

    RestClient withoutLogin() {
        return builder().build();
    }

    private static VaultEndpoint endpoint(@Nullable URI uri) {
        if (uri == null || !WebAddress.isOne(uri)) {
            throw Settings.invalid(
                    PREFIX + "uri", "must be the address of Vault or OpenBao, such as https://vault.example.com:8200");
        }
        if ("http".equals(uri.getScheme())) {
            LOG.warn(
                    "{}uri is plain http: an attacker on the network to {} can take the login and sign",
                    PREFIX,
                    uri.getHost());
        }
        return VaultEndpoint.from(uri);
    }

    private static ClientHttpRequestFactory requests(VaultProperties settings) {
        try {
            HttpClient.Builder client = ClientHttpRequestFactoryFactory.JdkHttpClient.getBuilder(
                            new ClientOptions(settings.timeout(), settings.timeout()), certificates(settings.caFile()))
                    // A connection for each request under way, so that one that stalls holds up no other.
                    .version(HttpClient.Version.HTTP_1_1)
                    // Never from https to http: the token goes along with a redirect.
                    .followRedirects(HttpClient.Redirect.NORMAL);
            if (JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE)) {
                // A call changes threads half a dozen times inside that client; virtual threads take half the time.
                client.executor(new VirtualThreadTaskExecutor("vault-http-"));
            }
            JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client.build());
            requests.setReadTimeout(settings.timeout());
            return requests;
        } catch (IOException | GeneralSecurityException e) {
            throw Settings.invalid(
                    PREFIX + "ca-file", "names a file without certificates in PEM: " + settings.caFile());
        }
    }

    private static SslConfiguration certificates(@Nullable Path file) throws IOException, GeneralSecurityException {
        if (file == null) {
            return SslConfiguration.unconfigured();
        }
        if (!Files.isReadable(file)) {
            throw Settings.invalid(PREFIX + "ca-file", "names a file that can't be read: " + file);
        }
        requireCertificates(file);
        return SslConfiguration.forTrustStore(KeyStoreConfiguration.of(new FileSystemResource(file))
                .withStoreType(SslConfiguration.PEM_KEYSTORE_TYPE));
    }

    // Without a certificate every connection would fail, which looks like a Vault that is away.
    private static void requireCertificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .isEmpty()) {
                throw new CertificateException("no certificate in " + file);
            }
        }
    }
}
