package com.hubify.identity.benchmarks.revocation;

import com.hubify.identity.benchmarks.revocation.Credential.Way;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The credentials in use, some of them revoked. Each stays long enough after that for every service to be tried. */
final class Wallet {

    private final AtomicReferenceArray<Carried> slots;

    /** Gets so many credentials. */
    Wallet(Issuer issuer, int size) {
        slots = new AtomicReferenceArray<>(size);
        for (int i = 0; i < size; i++) {
            slots.set(i, new Carried(issuer.mint(way(i))));
        }
    }

    /** How the credential in a slot is revoked; the successor's way is the same. */
    static Way way(int slot) {
        return Way.values()[slot % Way.values().length];
    }

    int size() {
        return slots.length();
    }

    Carried any(Random random) {
        return slots.get(random.nextInt(slots.length()));
    }

    Carried at(int slot) {
        return slots.get(slot);
    }

    void replace(int slot, Credential successor) {
        slots.set(slot, new Carried(successor));
    }

    /** A credential and what has become of it. */
    static final class Carried {

        private static final long NOT_YET = Long.MAX_VALUE;

        private final Credential credential;
        private final long since = System.nanoTime();
        private volatile boolean condemned;
        private volatile long revokedAt = NOT_YET;

        private Carried(Credential credential) {
            this.credential = credential;
        }

        Credential credential() {
            return credential;
        }

        long since() {
            return since;
        }

        /** From now on it may be refused. */
        void condemn() {
            condemned = true;
        }

        boolean isCondemned() {
            return condemned;
        }

        /** The server has answered that it is revoked. */
        void revoked() {
            revokedAt = System.nanoTime();
        }

        boolean isRevoked() {
            return revokedAt != NOT_YET;
        }

        long revokedAt() {
            return revokedAt;
        }
    }
}
