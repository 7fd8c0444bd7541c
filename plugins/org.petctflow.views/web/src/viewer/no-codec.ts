/** In place of decoders that the page never needs: see scripts/build.mjs. */
export default undefined;
