package com.hubify.identity.protocol;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The networks from which a credential is valid.
 *
 * @param values in order, none of them within another; none of them: valid from anywhere
 */
public record IpNetworks(List<IpNetwork> values) {

    /** A service keeps them with each key that it knows, in 60 bytes each. */
    public static final int MAX_COUNT = 50;

    /** No networks: valid from any address, and where the address isn't known. */
    public static final IpNetworks ANYWHERE = new IpNetworks(List.of());

    public IpNetworks {
        List<IpNetwork> given = List.copyOf(values);
        values = new TreeSet<>(given)
                .stream()
                        .filter(one -> given.stream().noneMatch(other -> !other.equals(one) && other.contains(one)))
                        .toList();
    }

    /**
     * Reads networks. What is in another one of them is left out.
     *
     * @throws BadIpNetwork naming the place that is wrong
     */
    public static IpNetworks parse(List<String> texts) {
        if (texts.size() > MAX_COUNT) {
            throw new BadIpNetwork(MAX_COUNT, null);
        }
        List<IpNetwork> networks = new ArrayList<>();
        for (String text : texts) {
            networks.add(IpNetwork.parse(text, networks.size()));
        }
        return new IpNetworks(networks);
    }

    public boolean areAnywhere() {
        return values.isEmpty();
    }

    /** @param address where a request comes from; null if that is not known, which is outside of every network */
    public boolean contain(@Nullable InetAddress address) {
        return areAnywhere() || (address != null && values.stream().anyMatch(network -> network.contains(address)));
    }

    /** Whether what is valid from the others is valid from these, each of them being within one of these. */
    public boolean coverAll(IpNetworks others) {
        return areAnywhere()
                || (!others.areAnywhere() && firstNotCovered(others).isEmpty());
    }

    /** The first of the others that is not within one of these. */
    public Optional<IpNetwork> firstNotCovered(IpNetworks others) {
        return others.values.stream()
                .filter(one -> !areAnywhere() && values.stream().noneMatch(network -> network.contains(one)))
                .findFirst();
    }

    /** As they are stored and sent: each in its canonical form. */
    public List<String> texts() {
        return values.stream().map(IpNetwork::toString).toList();
    }

    @Override
    public String toString() {
        return values.stream().map(Objects::toString).collect(Collectors.joining(" "));
    }
}
