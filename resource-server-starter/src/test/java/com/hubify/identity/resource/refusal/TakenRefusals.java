package com.hubify.identity.resource.refusal;

import com.hubify.identity.resource.web.RefusalLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What a service would report of refused requests. */
public final class TakenRefusals {

    private final RefusedRequests refused = new RefusedRequests(true);

    public RefusalLog log() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("refused", refused));
        return new RefusalLog(beans.getBeanProvider(RefusedRequests.class));
    }

    public List<Map<String, Object>> take() {
        return refused.take(100).stream()
                .map(each -> each.members(Instant.EPOCH))
                .toList();
    }
}
