/** Where nodes find the web pages of their views. */
package org.petctflow.views;
