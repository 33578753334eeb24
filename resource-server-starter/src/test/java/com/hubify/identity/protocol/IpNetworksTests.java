package com.hubify.identity.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworksTests {

    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "203.0.113.7/32, 203.0.113.7",
        "0.0.0.0/0, 0.0.0.0/0",
        "255.255.255.255, 255.255.255.255",
        "128.0.0.0/1, 128.0.0.0/1",
        "10.0.0.0/8, 10.0.0.0/8",
        "::/0, ::/0",
        "::, ::",
        "::1/128, ::1",
        "2001:DB8:0:0::/32, 2001:db8::/32",
        "2001:0db8:0000:0000:0001:0000:0000:0001, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "64:ff9b::192.0.2.1, 64:ff9b::c000:201",
        "::ffff:10.0.0.1, 10.0.0.1",
        "::ffff:a00:0/104, 10.0.0.0/8",
        "::ffff:0:0/96, 0.0.0.0/0",
    })
    void areWrittenInOneForm(String text, String canonical) {
        IpNetworks networks = IpNetworks.parse(List.of(text));

        assertThat(networks.texts()).containsExactly(canonical);
        assertThat(IpNetworks.parse(networks.texts())).isEqualTo(networks);
    }

    /** Attack: names, which somebody else's DNS answers; forms that programs read differently; zones; and what is none of all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "/8",
                "10",
                "10.1",
                "10.0.1",
                "0x0a000001",
                "167772161",
                "1.2.3.4.5",
                "1.2.3.256",
                "010.0.0.1",
                "10.0.0.01",
                "1.2.3.4/33",
                "1.2.3.4/-1",
                "1.2.3.4/",
                "1.2.3.4/08",
                "1.2.3.4/+8",
                "1.2.3.4/8/8",
                "1.2.3.4/255.0.0.0",
                " 1.2.3.4",
                "1.2.3.4\n",
                "1.2.3.4:80",
                "１.2.3.4",
                "1,2,3,4",
                ":",
                ":::",
                "::1%eth0",
                "fe80::1%1/64",
                "[::1]",
                "[::1]/128",
                "::1/129",
                "::1/4294967424",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "12345::",
                "g::",
                "::ffff:10.0.0.0/95",
                "::ffff:010.0.0.1",
                "::1.2.3",
                "1.2.3.4::",
                "localhost",
                "office.example",
                "fade.example",
                "a.b.c.d",
                "10.0.0.0/8.example",
                "*",
                "any",
                "10.0.0.0-10.0.0.255",
                "10.*"
            })
    void areNothingElse(String text) {
        assertThatThrownBy(() -> IpNetworks.parse(List.of("10.0.0.0/8", text)))
                .isInstanceOfSatisfying(BadIpNetwork.class, wrong -> {
                    assertThat(wrong.index()).isEqualTo(1);
                    assertThat(wrong.meant()).isEmpty();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.5/8, 10.0.0.0/8",
        "1.2.3.4/0, 0.0.0.0/0",
        "203.0.113.7/31, 203.0.113.6/31",
        "2001:db8::1/32, 2001:db8::/32",
        "ffff::/1, 8000::/1",
        "::ffff:10.0.0.5/104, 10.0.0.0/8",
    })
    void sayWhichNetworkMayBeMeant(String text, String meant) {
        assertThatThrownBy(() -> IpNetworks.parse(List.of(text)))
                .isInstanceOfSatisfying(
                        BadIpNetwork.class,
                        wrong -> assertThat(wrong.meant())
                                .map(IpNetwork::toString)
                                .contains(meant));
    }

    @Test
    void leaveOutWhatIsWithinAnother() {
        IpNetworks networks = IpNetworks.parse(List.of(
                "2001:db8::1", "10.1.0.0/16", "10.0.0.0/8", "10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "10.0.0.0"));

        assertThat(networks).hasToString("10.0.0.0/8 192.0.2.1 2001:db8::/32");
    }

    @Test
    void areAtMostFifty() {
        List<String> most = Collections.nCopies(IpNetworks.MAX_COUNT, "10.0.0.1");
        List<String> more = Collections.nCopies(IpNetworks.MAX_COUNT + 1, "10.0.0.1");

        assertThatCode(() -> IpNetworks.parse(most)).doesNotThrowAnyException();
        assertThatThrownBy(() -> IpNetworks.parse(more))
                .isInstanceOfSatisfying(
                        BadIpNetwork.class,
                        wrong -> assertThat(wrong.areTooMany()).isTrue());
    }

    /** Attack: an IPv6 address of one's own whose first bytes are those of an IPv4 network, or the other way round. */
    @Test
    void takeNoAddressOfTheOtherKind() throws Exception {
        assertThat(networks("42.1.0.0/16").contain(InetAddress.getByName("2a01:cb00::1")))
                .isFalse();
        assertThat(networks("2a01::/16").contain(InetAddress.getByName("42.1.0.1")))
                .isFalse();
        assertThat(networks("0.0.0.0/0").contain(InetAddress.getByName("::1"))).isFalse();
        assertThat(networks("::/0").contain(InetAddress.getByName("127.0.0.1"))).isFalse();
        assertThat(networks("0.0.0.0/0", "::/0").contain(null)).isFalse();
        assertThat(IpNetworks.ANYWHERE.contain(null)).isTrue();
    }

    /** An address is in a network exactly if it is no less than the first and no more than the last, compared as numbers. */
    @Test
    void containFromTheirFirstAddressToTheirLast() {
        RandomExamples.sources().forEach(random -> {
            byte[] address = bytes(random, random.below(2) == 0 ? IPV4 : IPV6);
            int prefix = random.below(address.length * 8 + 1);
            byte[] first = filled(address, prefix, false);
            byte[] last = filled(address, prefix, true);
            IpNetworks network = networks(text(first) + "/" + prefix);

            assertThat(network.contain(inet(first))).isTrue();
            assertThat(network.contain(inet(address))).isTrue();
            assertThat(network.contain(inet(last))).isTrue();
            assertThat(network.contain(inet(next(last, 1)))).isEqualTo(prefix == 0);
            assertThat(network.contain(inet(next(first, -1)))).isEqualTo(prefix == 0);
            assertThat(IpNetworks.parse(network.texts())).isEqualTo(network);
        });
    }

    /** Narrowing is what takes addresses away, and what adds some is not. */
    @Test
    void coverWhatIsWithin() {
        RandomExamples.sources().forEach(random -> {
            byte[] address = bytes(random, random.below(2) == 0 ? IPV4 : IPV6);
            int bits = address.length * 8;
            int wide = random.below(bits);
            int narrow = wide + 1 + random.below(bits - wide);
            IpNetworks wider = networks(text(filled(address, wide, false)) + "/" + wide);
            IpNetworks narrower = networks(text(filled(address, narrow, false)) + "/" + narrow);

            assertThat(wider.coverAll(narrower)).isTrue();
            assertThat(narrower.coverAll(wider)).isFalse();
            assertThat(IpNetworks.ANYWHERE.coverAll(wider)).isTrue();
            assertThat(wider.coverAll(IpNetworks.ANYWHERE)).isFalse();
        });
    }

    /** Attack: any text at all. It is a network or refused, without another exception and without asking the DNS. */
    @Test
    void readAnyText() {
        RandomExamples.sources().forEach(random -> {
            String text = random.hostile(20);
            assertThatThrownBy(() -> IpNetworks.parse(Collections.nCopies(IpNetworks.MAX_COUNT + 1, text)))
                    .isInstanceOf(BadIpNetwork.class);
            try {
                IpNetworks networks = IpNetworks.parse(List.of(text));
                assertThat(IpNetworks.parse(networks.texts())).isEqualTo(networks);
            } catch (BadIpNetwork e) {
                assertThat(e.index()).isZero();
            }
        });
    }

    private static IpNetworks networks(String... texts) {
        return IpNetworks.parse(List.of(texts));
    }

    private static byte[] bytes(RandomExamples random, int length) {
        byte[] bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) random.below(256));
        return bytes;
    }

    private static byte[] filled(byte[] address, int prefix, boolean isLast) {
        byte[] filled = address.clone();
        for (int bit = prefix; bit < filled.length * 8; bit++) {
            int mask = 0x80 >> bit % 8;
            filled[bit / 8] = (byte) (isLast ? filled[bit / 8] | mask : filled[bit / 8] & ~mask);
        }
        return filled;
    }

    private static byte[] next(byte[] address, int step) {
        byte[] next = address.clone();
        for (int i = next.length - 1; i >= 0; i--) {
            next[i] += (byte) step;
            if (next[i] != (byte) (step > 0 ? 0 : 0xff)) {
                break;
            }
        }
        return next;
    }

    private static InetAddress inet(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(byte[] address) {
        return inet(address).getHostAddress();
    }
}
