package com.hubify.identity.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class SenderNetworkTests {

    @AfterEach
    void leave() {
        RequestContextHolder.resetRequestAttributes();
    }

    /** Attack: a new address of one's own 2^64 for every request. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff::2, true",
        "2001:db8:0:1::1, 2001:DB8:0000:0001:0:0:0:1, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "::ffff:192.0.2.1, ::ffff:192.0.2.2, false",
        "[2001:db8:0:1::1], 2001:db8:0:1:ffff::2, true",
        "192.0.2.1:4711, 192.0.2.1:4712, true",
        "made-up-1, made-up-2, true",
    })
    void isOneForWhatOneSenderHas(String one, String other, boolean same) {
        assertThat(SenderNetwork.of(one).equals(SenderNetwork.of(other))).isEqualTo(same);
    }

    @Test
    void isThatOfTheRequestBeingServed() {
        assertThat(SenderNetwork.current()).isEmpty();
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("192.0.2.1");

        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));

        assertThat(SenderNetwork.current()).isEqualTo("192.0.2.1");
    }
}
