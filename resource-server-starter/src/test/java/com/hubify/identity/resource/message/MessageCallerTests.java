package com.hubify.identity.resource.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubify.identity.resource.demand.ThreadCaller;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class MessageCallerTests {

    // A good caller was refused, too: the thread that handles a message knew nobody.
    @Test
    void knowsTheCallerWhileAMessageIsHandledAndNoLonger() {
        TestingAuthenticationToken caller = new TestingAuthenticationToken("user_1", "");
        Message<String> message = new GenericMessage<>("hi", Map.of(SimpMessageHeaderAccessor.USER_HEADER, caller));
        ExecutorSubscribableChannel channel = new ExecutorSubscribableChannel();
        channel.addInterceptor(new MessageCaller(new ThreadCaller(new StaticListableBeanFactory())));
        channel.subscribe(
                handled -> assertThat(SecurityContextHolder.getContext().getAuthentication())
                        .isSameAs(caller));

        channel.send(message);

        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
    }
}
