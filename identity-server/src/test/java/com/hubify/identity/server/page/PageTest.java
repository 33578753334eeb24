package com.hubify.identity.server.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/** Runs a test with the pages and Spring's protocol endpoints; clients, people and consents are kept in memory, for one test. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = PageSlice.class)
@AutoConfigureMockMvc
@ExtendWith(ForgetAfterEachTest.class)
public @interface PageTest {}
