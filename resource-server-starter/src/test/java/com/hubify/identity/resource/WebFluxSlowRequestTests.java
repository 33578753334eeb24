package com.hubify.identity.resource;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.main.web-application-type=reactive")
@Import(WebFluxRequestLimitTests.Parsed.class)
class WebFluxSlowRequestTests extends SlowRequestContract {}
