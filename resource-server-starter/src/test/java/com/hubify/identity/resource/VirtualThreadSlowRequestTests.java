package com.hubify.identity.resource;

import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "spring.threads.virtual.enabled=true")
class VirtualThreadSlowRequestTests extends ServletSlowRequestTests {}
