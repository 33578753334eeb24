package com.hubify.identity.server.revocation;

/** The fake keeps the promises that tests of others rely on. */
class InMemoryRevocationsTests implements RevocationsContract, RevocationLogContract {

    private final InMemoryRevocations revocations = new InMemoryRevocations();
    private final RevocationLog log = revocations.log(RevocationLogContract.REACH, () -> {});

    @Override
    public Revocations revocations() {
        return revocations;
    }

    @Override
    public Revocations onOtherNode() {
        return revocations;
    }

    @Override
    public RevocationLog log() {
        return log;
    }

    @Override
    public void trim(int kept) {
        revocations.trim(kept);
    }

    @Override
    public void lose() {
        revocations.loseLog();
    }
}
