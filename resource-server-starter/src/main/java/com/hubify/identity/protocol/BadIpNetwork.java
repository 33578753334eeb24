package com.hubify.identity.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A list of networks can't be read. */
public final class BadIpNetwork extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int index;
    private final transient @Nullable IpNetwork meant;

    BadIpNetwork(int index, @Nullable IpNetwork meant) {
        super("Entry " + index + " is not a network");
        this.index = index;
        this.meant = meant;
    }

    /** Place of the wrong entry, from 0; {@link IpNetworks#MAX_COUNT} if there are more than that. */
    public int index() {
        return index;
    }

    public boolean areTooMany() {
        return index == IpNetworks.MAX_COUNT;
    }

    /** The network around the entry, if it is an address with bits beyond its prefix; else it is no address at all. */
    public Optional<IpNetwork> meant() {
        return Optional.ofNullable(meant);
    }
}
