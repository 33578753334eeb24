package com.hubify.identity.resource;

import com.hubify.identity.resource.WebFluxRequestLimitTests.Parsed;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

@TestPropertySource(properties = "spring.main.web-application-type=reactive")
@Import(Parsed.class)
class WebFluxRequestLimitTests extends RequestLimitContract {

    @RestController
    static class Parsed {

        @PostMapping("/bodies/parsed")
        Mono<String> parsed(ServerWebExchange exchange) {
            return exchange.getFormData()
                    .zipWith(exchange.getMultipartData())
                    .map(both -> both.getT1().toString() + both.getT2().size());
        }
    }
}
