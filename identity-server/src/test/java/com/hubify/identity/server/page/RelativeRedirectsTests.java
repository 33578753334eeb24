package com.hubify.identity.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RelativeRedirectsTests {

    private static final String HOST = "http://localhost";

    @ParameterizedTest
    @CsvSource({
        "http://localhost/login?a=b, /login?a=b",
        "HTTP://LocalHost/, /",
        "/login, /login",
        "https://client.example/cb, https://client.example/cb",
        "http://localhost.evil.example/, http://localhost.evil.example/"
    })
    void takesOutOurOwnHostAlone(String location, String sent) throws Exception {
        assertThat(sent(location)).isEqualTo(sent);
    }

    /** Attack: a path of ours that names a foreign host once ours is gone; browsers read a backslash as a slash. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/",
                "/\\evil.example/",
                "/\\/evil.example/",
                "/\t/evil.example/",
                "/\n\\evil.example/",
                ":80/login",
                "@evil.example/",
                "\\\\evil.example/"
            })
    void leavesTheHostWhereThePathWouldNameAnother(String path) throws Exception {
        assertThat(sent(HOST + path)).isEqualTo(HOST + path);
    }

    /** By each way in which a header gets into an answer. */
    private static String sent(String location) throws Exception {
        String set = answer(location, false);
        assertThat(answer(location, true)).isEqualTo(set);
        return set;
    }

    private static String answer(String location, boolean redirect) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new RelativeRedirects().doFilter(new MockHttpServletRequest(), response, (request, wrapped) -> {
            HttpServletResponse answer = (HttpServletResponse) wrapped;
            if (redirect) {
                answer.sendRedirect(location);
            } else {
                answer.setHeader("Location", location);
            }
        });
        return String.valueOf(response.getHeader("Location"));
    }
}
