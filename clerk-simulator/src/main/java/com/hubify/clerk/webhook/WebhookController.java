package com.hubify.clerk.webhook;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Looks after webhooks: what was sent, what goes wrong, and sending a message again. Without counterpart at Clerk. */
@RestController
@RequestMapping(path = "/simulator/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
class WebhookController {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Webhooks webhooks;

    WebhookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GetMapping
    String report(@RequestParam(defaultValue = "50") int limit) {
        return JSON.writeValueAsString(webhooks.report(limit));
    }

    /** The signed text of one message. */
    @GetMapping("/{id}")
    String body(@PathVariable String id) {
        return webhooks.message(id).body();
    }

    /** Replaces all switches; those that are not named are off. */
    @PutMapping
    String turn(@RequestBody Map<String, @Nullable Object> json) {
        webhooks.turn(WebhookSwitches.of(json, null));
        return JSON.writeValueAsString(webhooks.switches());
    }

    /** Sends a message again, lost and failed ones included. */
    @PostMapping("/{id}/replay")
    Map<String, String> replay(@PathVariable String id) {
        webhooks.send(webhooks.message(id));
        return Map.of("id", id);
    }
}
