/** Where a workflow lies. KNIME has it in org.knime.core.util, which org.knime.core re-exports. */
package org.knime.core.node.workflow.contextv2;
