/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.socket;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.zmqspring.endpoint.ZmqMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What the peers of a pub or xpub endpoint have subscribed to, as the subscription
 * messages tell. A topic is counted once for each subscription seen and forgotten when
 * its last subscriber has gone. ZeroMQ does not tell when one of several goes; then the
 * count is at most the number of peers that were left.
 * <p>
 * Written by the poller, read from any thread.
 */
final class PeerSubscriptions {

	/**
	 * The most bytes that a subscription may have. JeroMQ keeps topics in a tree that it
	 * walks recursively, a level for each byte: a long one would overflow the stack of
	 * the thread that uses the socket.
	 */
	static final int MAX_LENGTH = 1024;

	private static final Log logger = LogFactory.getLog(PeerSubscriptions.class);

	private final String endpoint;

	private final int maxTopics;

	private final Map<String, Integer> topics = new LinkedHashMap<>();

	private boolean warned;

	/**
	 * Create a table.
	 * @param endpoint the name of the endpoint
	 * @param maxTopics how many topics are remembered: a peer can subscribe to as many as
	 * it likes
	 */
	PeerSubscriptions(String endpoint, int maxTopics) {
		this.endpoint = endpoint;
		this.maxTopics = maxTopics;
	}

	/**
	 * Return whether a frame that an XPUB socket received is a subscription or its end:
	 * the first byte is 1 to subscribe, 0 to unsubscribe, the rest is the topic
	 * (https://rfc.zeromq.org/spec/29/).
	 */
	static boolean isSubscription(byte[] frame) {
		return frame.length > 0 && (frame[0] == 0 || frame[0] == 1);
	}

	/**
	 * Note a subscription or its end.
	 * @return whether this has changed anything
	 */
	synchronized boolean note(byte[] frame) {
		if (frame.length > MAX_LENGTH) {
			return false;
		}
		String topic = key(frame, 1);
		if (frame[0] == 0) {
			return this.topics.remove(topic) != null;
		}
		if (this.topics.size() >= this.maxTopics && !this.topics.containsKey(topic)) {
			warn();
			return false;
		}
		this.topics.merge(topic, 1, Integer::sum);
		return true;
	}

	private void warn() {
		if (!this.warned) {
			this.warned = true;
			logger.warn("ZeroMQ endpoint '" + this.endpoint + "': its peers have subscribed to more than "
					+ this.maxTopics + " topics; the others get their messages but are neither shown nor waited for, "
					+ "see max-remembered-topics");
		}
	}

	/**
	 * Return how many topics are remembered.
	 */
	synchronized int size() {
		return this.topics.size();
	}

	/**
	 * Return how many subscriptions a message with this topic would match.
	 */
	synchronized int matching(byte[] topic) {
		String wanted = key(topic, 0);
		return this.topics.entrySet()
			.stream()
			.filter((entry) -> wanted.startsWith(entry.getKey()))
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

	synchronized Map<String, Integer> snapshot() {
		Map<String, Integer> snapshot = new TreeMap<>();
		// Topics that are no text can look the same as text.
		this.topics.forEach((topic, count) -> snapshot.merge(
				new String(topic.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8), count, Integer::sum));
		return snapshot;
	}

	/**
	 * Return one subscription message for each topic.
	 */
	synchronized List<ZmqMessage> messages() {
		return this.topics.keySet()
			.stream()
			.map((topic) -> ZmqMessage.of(('\1' + topic).getBytes(StandardCharsets.ISO_8859_1)))
			.toList();
	}

	/**
	 * Note the largest possible number of peers.
	 */
	synchronized void cap(int peers) {
		this.topics.replaceAll((topic, count) -> Math.min(count, peers));
		this.topics.values().removeIf((count) -> count <= 0);
	}

	synchronized void clear() {
		this.topics.clear();
	}

	private static String key(byte[] bytes, int from) {
		return new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
	}

}
