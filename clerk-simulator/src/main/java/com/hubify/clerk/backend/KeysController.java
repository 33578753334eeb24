package com.hubify.clerk.backend;

import com.hubify.clerk.signing.InstanceKeys;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The instance's keys, the same as at its public address. Not limited in rate. */
@RestController
class KeysController {

    static final String PATH = "/v1/jwks";

    private final InstanceKeys keys;

    KeysController(InstanceKeys keys) {
        this.keys = keys;
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> jwks() {
        return keys.publishedJson();
    }
}
