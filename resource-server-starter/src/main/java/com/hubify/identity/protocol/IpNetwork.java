package com.hubify.identity.protocol;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A network of IPv4 or IPv6 addresses, such as {@code 203.0.113.0/24} or {@code 2001:db8::/32}, or a single address. An
 * IPv4-mapped IPv6 address ({@code ::ffff:203.0.113.7}) is the IPv4 address that it stands for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632#section-3.1">RFC 4632, section 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.3">RFC 4291, section 2.3</a>
 */
public final class IpNetwork implements Comparable<IpNetwork> {

    /** Longer than any address in figures. */
    private static final int LONGEST = 64;

    /** Length of the prefix {@code ::ffff:0:0} of IPv4-mapped addresses. */
    private static final int MAPPED = 96;

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    // Attack: 010.0.0.1, which is 8.0.0.1 to some programs and 10.0.0.1 to others.
    private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
    private static final String IPV6 = "[0-9a-fA-F:]{2,40}(?:(?<=:)" + IPV4 + ")?";
    private static final Pattern ADDRESS = Pattern.compile("(?<v4>" + IPV4 + ")|(?=[^:]*:[^:]*:)" + IPV6);
    private static final Pattern NETWORK = Pattern.compile("([^/]+)(?:/(0|[1-9][0-9]{0,2}))?");

    /** What containers and proxies put around an address: brackets and a zone of an IPv6 address, a port. */
    private static final Pattern PEER = Pattern.compile(
            "\\[(?<quoted>[^\\]%]*)(?:%[^\\]]*)?](?::[0-9]{1,5})?|(?<v4>[^:%]*):[0-9]{1,5}|(?<bare>[^%\\[\\]]*)(?:%.*)?");

    private final byte[] first;
    private final int prefix;

    /** The network of that prefix that has this address in it. */
    private IpNetwork(byte[] address, int prefix) {
        int others = address.length * Byte.SIZE - prefix;
        byte[] start = leading(address, others).shiftLeft(others).toByteArray();
        int length = Math.min(start.length, address.length);
        this.first = new byte[address.length];
        this.prefix = prefix;
        System.arraycopy(start, start.length - length, first, first.length - length, length);
    }

    /**
     * Reads an address or a network in figures.
     *
     * @param index its place in a list, for the exception
     * @throws BadIpNetwork if it is neither, or has bits beyond its prefix, such as {@code 10.0.0.5/8}
     */
    static IpNetwork parse(String text, int index) {
        Matcher parts = NETWORK.matcher(text);
        InetAddress address = parts.matches() ? address(parts.group(1)).orElse(null) : null;
        if (address == null) {
            throw new BadIpNetwork(index, null);
        }
        byte[] bytes = address.getAddress();
        int bits = bytes.length * Byte.SIZE;
        boolean isMapped = address instanceof Inet4Address && text.indexOf(':') >= 0;
        int length = parts.group(2) == null ? bits : Integer.parseInt(parts.group(2)) - (isMapped ? MAPPED : 0);
        if (length < 0 || length > bits) {
            throw new BadIpNetwork(index, null);
        }
        IpNetwork network = new IpNetwork(bytes, length);
        if (!Arrays.equals(network.first, bytes)) {
            throw new BadIpNetwork(index, network);
        }
        return network;
    }

    /** The address that a text is, in figures; empty if it is none. No text is ever looked up in the DNS. */
    public static Optional<InetAddress> address(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (text.length() > LONGEST || !address.matches()) {
            return Optional.empty();
        }
        try {
            // In brackets the JDK takes a text for an IPv6 address or throws, and never asks the DNS.
            return Optional.of(InetAddress.getByName(address.group("v4") == null ? "[" + text + "]" : text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * The address of a peer as a container says it. An IPv6 address may have a zone, which says nothing of its network, and be in
     * brackets, as Jetty and Spring's reading of {@code X-Forwarded-For} put it; a proxy may have added the port.
     */
    public static Optional<InetAddress> peer(String text) {
        Matcher peer = PEER.matcher(text);
        return peer.matches()
                ? Stream.of("quoted", "v4", "bare")
                        .map(peer::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .flatMap(IpNetwork::address)
                : Optional.empty();
    }

    /** An address in figures, as RFC 5952 writes it. */
    public static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new IpNetwork(bytes, bytes.length * Byte.SIZE).toString();
    }

    public boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    /** Whether all addresses of the other are in this one. */
    public boolean contains(IpNetwork other) {
        return prefix <= other.prefix && contains(other.first);
    }

    private boolean contains(byte[] address) {
        // Attack: 2a01:: is not in 42.1.0.0/16, though its first bytes are 42 and 1.
        return address.length == first.length
                && leading(address, bits() - prefix).equals(leading(first, bits() - prefix));
    }

    private int bits() {
        return first.length * Byte.SIZE;
    }

    private static BigInteger leading(byte[] address, int others) {
        return new BigInteger(1, address).shiftRight(others);
    }

    /** IPv4 before IPv6, by the first address; of two that begin alike the larger one first. */
    @Override
    public int compareTo(IpNetwork other) {
        int order = Arrays.compareUnsigned(first, other.first);
        return bits() != other.bits() ? bits() - other.bits() : order != 0 ? order : prefix - other.prefix;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IpNetwork that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(first) + prefix;
    }

    /** As RFC 5952 writes it; a single address without its prefix. */
    @Override
    public String toString() {
        try {
            String text = shortened(InetAddress.getByAddress(first).getHostAddress());
            return prefix == bits() ? text : text + "/" + prefix;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Replaces the longest run of zeros, or the first of several, by {@code ::} (RFC 5952, section 4.2). */
    private static String shortened(String address) {
        for (int length = 8; length > 1; length--) {
            String shorter = address.replaceFirst("(?:^|:)0(?::0){" + (length - 1) + "}(?:$|:)", "::");
            if (!shorter.equals(address)) {
                return shorter;
            }
        }
        return address;
    }
}
