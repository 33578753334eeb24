package com.hubify.identity.cli.session;

import com.hubify.identity.cli.server.Issuer;
import com.hubify.identity.cli.terminal.ExitCode;
import com.hubify.identity.cli.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * The logins of this user, one per issuer, in {@code credentials.json}: readable by the owner alone, replaced as a whole so
 * that a crash leaves the old file or the new one, and changed only by who holds the lock.
 */
public final class SessionFile {

    private static final long MAX_SIZE = 1 << 20;

    private final Path folder;
    private final Path file;
    private final Pause pause;

    public SessionFile(Path folder, Pause pause) {
        this.folder = folder;
        this.file = folder.resolve("credentials.json");
        this.pause = pause;
    }

    /** Where the sessions are. */
    public Path path() {
        return file;
    }

    /**
     * The session with an issuer, as it is now; another process may be replacing it.
     *
     * @throws Failure if the file is damaged or others can read it
     */
    public Optional<Session> find(Issuer issuer) {
        try {
            return read().find(issuer);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Does something while no other process changes the sessions. */
    public <T> T alone(Function<Held, T> work) {
        try {
            OwnerOnly.createFolder(folder);
            OwnerOnly.insistOnFolder(folder);
            try (FolderLock lock = FolderLock.take(folder.resolve("credentials.lock"), pause)) {
                return work.apply(new Held());
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** What may be done while holding the lock. */
    public final class Held {

        private Held() {}

        public Optional<Session> find(Issuer issuer) {
            return SessionFile.this.find(issuer);
        }

        public void put(Session session) {
            replace(sessions -> sessions.with(session));
        }

        public void remove(Issuer issuer) {
            replace(sessions -> sessions.without(issuer));
        }

        private void replace(Function<SessionDocument, SessionDocument> change) {
            try {
                write(change.apply(read()));
            } catch (IOException e) {
                throw unusable(e);
            }
        }
    }

    private SessionDocument read() throws IOException {
        try {
            OwnerOnly.insistOnFolder(folder);
            OwnerOnly.insistOnFile(file);
            if (Files.size(file) > MAX_SIZE) {
                throw damaged();
            }
            return SessionDocument.parse(Files.readString(file)).orElseThrow(this::damaged);
        } catch (NoSuchFileException e) {
            return SessionDocument.empty();
        }
    }

    private void write(SessionDocument sessions) throws IOException {
        AtomicFile.replace(file, sessions.toString());
    }

    private Failure damaged() {
        return new Failure(
                ExitCode.UNEXPECTED,
                "The file " + file + " is damaged or was written by another version.",
                "Move it away and run 'hubify auth login'.");
    }

    private Failure unusable(IOException cause) {
        return new Failure(
                ExitCode.UNEXPECTED,
                "The folder " + folder + " can't be used: " + cause.getClass().getSimpleName() + ".",
                "Make it readable and writable for yourself, or set HUBIFY_CONFIG_HOME to another folder.",
                cause);
    }
}
