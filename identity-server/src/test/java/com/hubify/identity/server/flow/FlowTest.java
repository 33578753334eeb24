package com.hubify.identity.server.flow;

import com.hubify.identity.parts.RedisServer;
import com.hubify.identity.server.IdentityServerApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** Runs a test against the whole server, with the sample clients of the {@code local} profile. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RedisServer
@ActiveProfiles("local")
@SpringBootTest(classes = IdentityServerApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = FlowSettings.class)
@ExtendWith(FlowRedis.class)
@Import(FlowSettings.Time.class)
@interface FlowTest {}
