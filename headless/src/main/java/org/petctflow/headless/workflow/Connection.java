package org.petctflow.headless.workflow;

/**
 * A line between two nodes. Port 0 is the flow variable port, data ports count from 1.
 *
 * @param source the id of the node that gives
 * @param sourcePort its output port
 * @param dest the id of the node that takes
 * @param destPort its input port
 */
public record Connection(int source, int sourcePort, int dest, int destPort) {

    @Override
    public String toString() {
        return "#" + source + ":" + sourcePort + " -> #" + dest + ":" + destPort;
    }
}
