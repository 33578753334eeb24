package com.hubify.clerk.webhook;

import com.hubify.clerk.event.InstanceEvent;
import com.hubify.clerk.instance.InstanceProperties;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Clerk's frame around the changed object, as the text that is signed and sent. */
@Component
class Envelope {

    private final InstanceProperties instance;
    private final JsonMapper json = JsonMapper.shared();

    Envelope(InstanceProperties instance) {
        this.instance = instance;
    }

    String around(InstanceEvent event, Instant at) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("data", event.data());
        frame.put("event_attributes", Map.of("http_request", cause()));
        frame.put("instance_id", instance.instanceId());
        frame.put("object", "event");
        frame.put("timestamp", at.toEpochMilli());
        frame.put("type", event.type());
        return json.writeValueAsString(frame);
    }

    /** The request that caused the change; empty strings where none did. */
    private static Map<String, String> cause() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return Map.of("client_ip", "", "user_agent", "");
        }
        String agent = attributes.getRequest().getHeader(HttpHeaders.USER_AGENT);
        return Map.of("client_ip", attributes.getRequest().getRemoteAddr(), "user_agent", agent == null ? "" : agent);
    }
}
