package com.hubify.identity.resource;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.main.web-application-type=servlet")
class ServletQuotaTests extends QuotaContract {}
