package com.hubify.identity.server.apikey;

import java.util.List;
import org.springframework.data.redis.core.script.RedisScript;

/** Atomic steps of {@link RedisApiKeys}. */
final class RedisApiKeyScripts {

    /**
     * KEYS live, used, index, ends. The latter two are made from the documents where they are missing or show that a node of a
     * release without them has added or removed keys; so ready() costs O(1) while nothing has expired. They are two, since Redis
     * keeps a sorted set of up to 128 in a sixth of the memory.
     */
    private static final String INDEX = """
            local live, used, index, ends = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
            local function note(id, json)
              local readable, key = pcall(cjson.decode, json)
              if not readable or type(key) ~= 'table' then key = {} end
              local created, expires = tonumber(key['createdAt']) or 1, key['expiresAt']
              redis.call('ZADD', index, -math.max(1, created), id)
              if type(expires) == 'number' then redis.call('ZADD', ends, math.max(1, expires), id) end
              if type(key['successor']) == 'string' then redis.call('ZADD', ends, 0, 'replaced ' .. id) end
            end
            local function forget(id)
              redis.call('HDEL', used, id)
              redis.call('ZREM', index, id)
              redis.call('ZREM', ends, id, 'replaced ' .. id)
              return redis.call('HDEL', live, id) == 1
            end
            local function lasts_a_day()
              local left = redis.call('TTL', index)
              if left < 0 then left = 86400 end
              redis.call('EXPIRE', index, left)
              redis.call('EXPIRE', ends, left)
            end
            local function build()
              redis.call('DEL', index, ends)
              local keys = redis.call('HGETALL', live)
              for i = 1, #keys, 2 do note(keys[i], keys[i + 1]) end
              lasts_a_day()
            end
            local function ready(now)
              if redis.call('ZCARD', index) ~= redis.call('HLEN', live) then build() end
              for _, ended in ipairs(redis.call('ZRANGEBYSCORE', ends, '(0', now)) do forget(ended) end
            end
            """;

    /**
     * KEYS live, used, index, ends, made, once, sealed; ARGV id, json, now, maximum, maximum per day, seconds per day, what the request
     * asks for or nothing, the sealed key, seconds to keep that; for a successor also id, changes and json of the key it replaces,
     * which may have been replaced before.
     * Adding the same document again succeeds, since the driver may repeat the command.
     */
    static final RedisScript<String> ADD = RedisScript.of(INDEX + """
            ready(ARGV[3])
            if redis.call('HGET', live, ARGV[1]) == ARGV[2] then return 'ADDED' end
            if ARGV[7] ~= '' and redis.call('EXISTS', KEYS[6]) == 1 then return 'REPEATED' end
            local replaces = ARGV[10]
            if replaces then
              local before = redis.call('HGET', live, replaces)
              if not before or tostring(cjson.decode(before)['changes'] or 0) ~= ARGV[11] then return 'OUTDATED' end
            end
            local replaced = redis.call('ZCOUNT', ends, 0, 0)
            local one_more = replaces and not redis.call('ZSCORE', ends, 'replaced ' .. replaces)
            local count = redis.call('HLEN', live) - replaced - (one_more and 1 or 0)
            if math.max(count, one_more and replaced or 0) >= tonumber(ARGV[4]) then return 'TOO_MANY' end
            if tonumber(redis.call('GET', KEYS[5]) or '0') >= tonumber(ARGV[5]) then return 'TOO_MANY_A_DAY' end
            if redis.call('INCR', KEYS[5]) == 1 then redis.call('EXPIRE', KEYS[5], ARGV[6]) end
            redis.call('HSET', live, ARGV[1], ARGV[2])
            note(ARGV[1], ARGV[2])
            if replaces then
              redis.call('HSET', live, replaces, ARGV[12])
              note(replaces, ARGV[12])
            end
            lasts_a_day()
            if ARGV[7] ~= '' then
              redis.call('SET', KEYS[6], ARGV[1] .. ' ' .. ARGV[7], 'EX', ARGV[6])
              redis.call('SET', KEYS[7], ARGV[8], 'EX', ARGV[9])
            end
            return 'ADDED'
            """, String.class);

    /**
     * KEYS live, used, index, ends; ARGV id, changes, json. Writing the same document again succeeds, since the driver may repeat the
     * command.
     */
    static final RedisScript<Boolean> CHANGE = RedisScript.of(INDEX + """
            local before = redis.call('HGET', live, ARGV[1])
            if before == ARGV[3] then return true end
            if not before or tostring(cjson.decode(before)['changes'] or 0) ~= ARGV[2] then return false end
            redis.call('HSET', live, ARGV[1], ARGV[3])
            if redis.call('EXISTS', index) == 1 then
              note(ARGV[1], ARGV[3])
              lasts_a_day()
            end
            return true
            """, Boolean.class);

    /** KEYS live, used, revoked; ARGV id. */
    @SuppressWarnings("rawtypes")
    static final RedisScript<List> FIND = RedisScript.of("""
            local json = redis.call('HGET', KEYS[1], ARGV[1]) or redis.call('GET', KEYS[3])
            return { json, redis.call('HGET', KEYS[2], ARGV[1]) }
            """, List.class);

    /**
     * KEYS live, used, index, ends; ARGV now, how many to leave out, how many to return; where these begin after a key, also minus its
     * creation and its id. That key may be gone, so its place is taken for a moment. Returns how many keys there are; minus creation and
     * id of the last one, if others follow, else two empty texts; then json and latest use alternately.
     */
    @SuppressWarnings("rawtypes")
    static final RedisScript<List> PAGE = RedisScript.of(INDEX + """
            local function read()
              local from = tonumber(ARGV[2])
              if ARGV[5] then
                local taken = redis.call('ZADD', index, 'NX', ARGV[4], ARGV[5])
                from = from + redis.call('ZRANK', index, ARGV[5]) + 1 - taken
                if taken == 1 then redis.call('ZREM', index, ARGV[5]) end
              end
              local count = redis.call('HLEN', live)
              local to = math.min(count, from + tonumber(ARGV[3]))
              local answer = { count, '', '' }
              if from >= to then return answer end
              local places = redis.call('ZRANGE', index, from, to - 1, 'WITHSCORES')
              for i = 1, #places, 2 do
                local json = redis.call('HGET', live, places[i])
                if not json then return nil end
                answer[i + 3] = json
                answer[i + 4] = redis.call('HGET', used, places[i])
              end
              if to < count then
                answer[2] = places[#places]
                answer[3] = places[#places - 1]
              end
              return answer
            end
            ready(ARGV[1])
            local answer = read()
            if not answer then
              build()
              answer = read()
            end
            return answer
            """, List.class);

    /** KEYS live, used, index, ends, revoked; ARGV id, json, seconds to keep it. */
    static final RedisScript<Boolean> REVOKE = RedisScript.of(INDEX + """
            if not forget(ARGV[1]) then return false end
            redis.call('SET', KEYS[5], ARGV[2], 'EX', ARGV[3])
            return true
            """, Boolean.class);

    /** KEYS live, used; ARGV id, time, grain. */
    static final RedisScript<Boolean> NOTE_USE = RedisScript.of("""
            if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return false end
            local known = redis.call('HGET', KEYS[2], ARGV[1])
            if known and tonumber(ARGV[2]) - tonumber(known) < tonumber(ARGV[3]) then return false end
            redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
            return true
            """, Boolean.class);

    private RedisApiKeyScripts() {}
}
