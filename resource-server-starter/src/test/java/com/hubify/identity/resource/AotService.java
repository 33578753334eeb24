package com.hubify.identity.resource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A small service that is processed ahead of time. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(AotService.Labs.class)
class AotService {

    public static void main(String[] args) {
        SpringApplication.run(AotService.class, args);
    }

    @RestController
    static class Labs {

        @GetMapping("/v1/labs")
        @RequiresScope("labs:read")
        @MaxStaleness("2s")
        String list(Caller caller) {
            return caller.subject();
        }
    }
}
