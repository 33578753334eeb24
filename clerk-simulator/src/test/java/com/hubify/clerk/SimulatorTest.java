package com.hubify.clerk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * Starts the whole simulator on a random port with a clock that can be wound, and four applications: the
 * default one (also answered on loopback), a public one, one with Clerk's own consent, and a stranger.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.banner-mode=off",
            // A server that runs on this machine must not hear what tests do to the sample people.
            "clerk.simulator.webhooks.endpoints=",
            "clerk.simulator.applications[0].redirect-uris=" + CodeFlow.CALLBACK + ",http://127.0.0.1/callback",
            "clerk.simulator.applications[1].client-id=publicClient0001",
            "clerk.simulator.applications[1].public-client=true",
            "clerk.simulator.applications[1].redirect-uris=" + CodeFlow.CALLBACK,
            "clerk.simulator.applications[2].client-id=consentClient001",
            "clerk.simulator.applications[2].name=Lab Notebook",
            "clerk.simulator.applications[2].consent-screen-enabled=true",
            "clerk.simulator.applications[2].redirect-uris=" + CodeFlow.CALLBACK,
            "clerk.simulator.applications[2].scopes=openid,profile,email,user:org:read,public_metadata",
            "clerk.simulator.applications[3].client-id=strangerClient01",
            "clerk.simulator.applications[3].redirect-uris=" + CodeFlow.CALLBACK,
        })
@Import(SimulatorTestConfiguration.class)
public @interface SimulatorTest {}
