package com.hubify.identity.resource.handler;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.limits.LimitAnswers;
import com.hubify.identity.resource.bean.BeanInspection;
import com.hubify.identity.resource.demand.CallerParameters;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.web.DemandJudge;
import com.hubify.identity.resource.web.Refusal;
import com.hubify.identity.resource.web.RefusalAnswer;
import com.hubify.identity.resource.web.RefusalLog;
import com.hubify.identity.resource.web.ResourceMetadata;
import com.hubify.identity.resource.web.ScopesSupported;
import java.security.SecureRandom;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.ControllerAdviceBean;

/** What both stacks need to authorize requests at handlers and to answer refusals. Independent of the stack. */
@Configuration(proxyBeanMethods = false)
@Import({BeanInspection.class, RefusalLog.class})
public class HandlerConfiguration {

    /** Gives refusals of requests that exceed a limit the form of the starter's other refusals. */
    @Bean
    @ConditionalOnMissingBean
    LimitAnswers hubifyLimitAnswers(RequestIds ids) {
        return (limit, path, accept, given) -> {
            Refusal refusal = new Refusal(
                    HttpStatus.valueOf(limit.status()), limit.code(), limit.message(), null, null, null, Map.of());
            RefusalAnswer answer = RefusalAnswer.to(ids.keep(given), accept, refusal, "");
            return new LimitAnswers.Answer(answer.headers(), answer.body());
        };
    }

    @Bean
    HandlerGuard hubifyHandlerGuard(ResourceServerProperties properties, ApplicationContext service) {
        return new HandlerGuard(
                properties,
                new CallerParameters(() -> ControllerAdviceBean.findAnnotatedBeans(service)),
                new DemandJudge(service));
    }

    @Bean
    RequestIds hubifyRequestIds() {
        return new RequestIds(new SecureRandom());
    }

    @Bean
    ResourceMetadata hubifyResourceMetadata(
            ResourceServerProperties properties, ObjectProvider<ScopesSupported> scopes) {
        return new ResourceMetadata(
                properties.issuerUri(), scopes.orderedStream().toList());
    }
}
