package com.hubify.identity.resource.message;

import com.hubify.identity.resource.demand.ThreadCaller;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** The caller in handlers of STOMP messages. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({ChannelRegistration.class, WebSocketMessageBrokerConfigurer.class})
public class MessageConfiguration {

    @Bean
    WebSocketMessageBrokerConfigurer hubifyMessageCaller(BeanFactory beans) {
        return new WebSocketMessageBrokerConfigurer() {

            @Override
            public void configureClientInboundChannel(ChannelRegistration inbound) {
                inbound.interceptors(new MessageCaller(new ThreadCaller(beans)));
            }
        };
    }
}
