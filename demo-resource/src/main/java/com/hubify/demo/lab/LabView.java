package com.hubify.demo.lab;

import com.hubify.demo.api.RequestMember;
import java.time.Instant;

/** A lab as the API shows it. Agents are another service's; a lab of the demo has none. */
record LabView(
        String id,
        String name,
        String slug,
        String description,
        String template,
        String visibility,
        int experimentCount,
        int agentCount,
        Instant createdAt) {

    static LabView of(Lab lab) {
        return new LabView(
                lab.id(),
                lab.name(),
                lab.slug().value(),
                lab.description(),
                RequestMember.wordFor(lab.template()),
                RequestMember.wordFor(lab.visibility()),
                lab.experimentCount(),
                0,
                lab.createdAt());
    }
}
