package com.hubify.identity.resource;

import com.hubify.identity.resource.ServletRequestLimitTests.Parsed;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@TestPropertySource(properties = "spring.main.web-application-type=servlet")
@Import(Parsed.class)
class ServletRequestLimitTests extends RequestLimitContract {

    @RestController
    static class Parsed {

        @PostMapping("/bodies/parsed")
        String parsed(HttpServletRequest request) {
            return String.valueOf(request.getParameter("a"));
        }
    }
}
