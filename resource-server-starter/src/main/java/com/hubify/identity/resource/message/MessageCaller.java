package com.hubify.identity.resource.message;

import com.hubify.identity.resource.demand.ThreadCaller;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.support.ExecutorChannelInterceptor;
import org.springframework.security.core.Authentication;

/** Sets the security context to the caller who opened the connection, while a STOMP message is handled. */
final class MessageCaller implements ExecutorChannelInterceptor {

    private final ThreadCaller thread;

    MessageCaller(ThreadCaller thread) {
        this.thread = thread;
    }

    @Override
    public Message<?> beforeHandle(Message<?> message, MessageChannel channel, MessageHandler handler) {
        Principal user = SimpMessageHeaderAccessor.getUser(message.getHeaders());
        if (user instanceof Authentication caller) {
            thread.set(caller);
        }
        return message;
    }

    @Override
    public void afterMessageHandled(
            Message<?> message, MessageChannel channel, MessageHandler handler, @Nullable Exception failure) {
        thread.clear();
    }
}
