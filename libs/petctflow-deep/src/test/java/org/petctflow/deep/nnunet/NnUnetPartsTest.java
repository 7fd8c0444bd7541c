package org.petctflow.deep.nnunet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Each step on its own; values by hand. */
class NnUnetPartsTest {

    private static JsonObject json(final String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }

    private static float[] normalized(final String scheme, final boolean masked, final boolean[] inside, final float... values)
        throws IOException {
        Normalization.of(scheme, masked, json("{'mean':100,'std':50,'percentile_00_5':0,'percentile_99_5':250}")).apply(values, inside);
        return values;
    }

    @Test
    void normalizesByHand() throws IOException {
        assertArrayEquals(new float[]{-2, 0, 3}, normalized("CTNormalization", true, null, -1000, 100, 700), "clipped to 0 and 250");
        // mean 5, standard deviation (of n) sqrt(5)
        final double s = Math.sqrt(5);
        assertArrayEquals(new float[]{(float)(-3 / s), (float)(-1 / s), (float)(1 / s), (float)(3 / s)},
            normalized("ZScoreNormalization", false, null, 2, 4, 6, 8), 1e-6f);
        assertArrayEquals(new float[]{7, -1, 1, 9},
            normalized("ZScoreNormalization", true, new boolean[]{false, true, true, false}, 7, 2, 4, 9), 1e-6f,
            "outside stays as it is");
        assertArrayEquals(new float[]{0, 0}, normalized("ZScoreNormalization", false, null, 3, 3), "a constant image");
        assertArrayEquals(new float[]{0, 0.25f, 1}, normalized("RescaleTo01Normalization", false, null, -2, 0, 6), 1e-7f);
        assertArrayEquals(new float[]{-2, 0, 6}, normalized("NoNormalization", false, null, -2, 0, 6));
        assertArrayEquals(new float[]{0, 0.2f, 1}, normalized("RGBTo01Normalization", false, null, 0, 51, 255));
        assertEquals("The network takes values of colours from 0 to 255, but the image has -1.0",
            assertThrows(IOException.class, () -> normalized("RGBTo01Normalization", false, null, -1)).getMessage());
        assertTrue(assertThrows(IOException.class, () -> normalized("OwnNormalization", false, null)).getMessage()
            .startsWith("plans.json normalises with OwnNormalization, which is not known; known are CTNormalization, "));
        assertThrows(IOException.class, () -> Normalization.of("CTNormalization", false, null));
    }

    @Test
    void windowsAsNnUnetsOwnExample() {
        assertArrayEquals(new int[]{0, 23, 46}, Windows.steps(110, 64, 0.5), "the example in its source");
        assertArrayEquals(new int[]{0}, Windows.steps(64, 64, 0.5));
        assertArrayEquals(new int[]{0, 1}, Windows.steps(65, 64, 0.5));
        assertArrayEquals(new int[]{0, 2, 5, 8, 10}, Windows.steps(14, 4, 0.7), "2.5 and 7.5 go to the even number");
    }

    @Test
    void gaussianByHand() {
        // sigma 0.5, voxel 2 is the middle: exp(-8), exp(-2), 1, exp(-2)
        assertArrayEquals(new float[]{3.3546263e-4f, 0.13533528f, 1, 0.13533528f}, Windows.gaussian(4, 1, 1), 1e-8f);
        final float[] cube = Windows.gaussian(4, 2, 8);
        // sigma 0.25 along the second: exp(-8) at voxel 0; sigma 1 along the third: exp(-0.5 * 9) at voxel 1
        assertEquals(Math.exp(-2) * Math.exp(-8) * Math.exp(-4.5), cube[(1 * 2 + 0) * 8 + 1], 1e-12);
        assertEquals(1, cube[(2 * 2 + 1) * 8 + 4]);
        for (final float w : Windows.gaussian(9, 9, 9)) {
            assertTrue(w > 0, "sigma 1.125 is cut off after 5 voxels, none of a window of 9 is 0");
        }
    }

    @Test
    void cutsWhatIsZeroInAllChannels() throws IOException {
        final float[] ct = new float[3 * 4 * 5];
        final float[] pet = new float[ct.length];
        ct[(1 * 4 + 1) * 5 + 1] = -3;
        pet[(2 * 4 + 3) * 5 + 2] = 1;
        final Frame frame = Frame.of(List.of(ct, pet), new int[]{3, 4, 5}, new int[]{2, 0, 1});
        assertArrayEquals(new int[]{1, 1, 1}, frame.first());
        assertArrayEquals(new int[]{2, 2, 3}, frame.shape(), "columns 1 to 2, slices 1 to 2, rows 1 to 3");
        final float[] kept = frame.take(ct);
        assertEquals(-3, kept[0]);
        assertEquals(1, frame.take(pet)[11]);
        final byte[] labels = new byte[12];
        labels[11] = 9;
        labels[0] = 4;
        final byte[] back = frame.putBack(labels);
        assertEquals(9, back[(2 * 4 + 3) * 5 + 2]);
        assertEquals(4, back[(1 * 4 + 1) * 5 + 1]);
        assertEquals(60, back.length);
        assertThrows(IOException.class, () -> Frame.of(List.of(new float[8]), new int[]{2, 2, 2}, new int[]{0, 1, 2}));
    }

    @Test
    void fillsHoles() throws IOException {
        final float[] image = new float[125];
        java.util.Arrays.fill(image, 1);
        final int middle = (2 * 5 + 2) * 5 + 2;
        image[middle] = 0;
        image[(2 * 5 + 2) * 5] = 0; // on the border, not joined to the hole
        final Frame frame = Frame.of(List.of(image), new int[]{5, 5, 5}, new int[]{0, 1, 2});
        boolean[] inside = frame.inside(List.of(image));
        assertTrue(inside[middle]);
        assertFalse(inside[(2 * 5 + 2) * 5]);
        image[middle - 1] = 0; // now it is
        inside = frame.inside(List.of(image));
        assertFalse(inside[middle]);
    }

    @Test
    void labelsAndRegions() throws IOException {
        final Labels labels = Labels.of(json("{'labels':{'background':0,'tumour':1,'node':2,'ignore':3}}"));
        assertEquals(List.of(0, 1, 2), labels.values());
        assertEquals(Map.of("tumour", List.of(1), "node", List.of(2)), labels.names());
        assertFalse(labels.regions());
        final Labels regions =
            Labels.of(json("{'labels':{'background':0,'whole':[1,2,3],'core':[2,3],'enhancing':3},'regions_class_order':[1,2,3]}"));
        assertTrue(regions.regions());
        assertEquals(3, regions.outputs());
        assertEquals(List.of(2, 3), regions.names().get("core"));
        assertThrows(IOException.class, () -> Labels.of(json("{'labels':{'background':0,'a':2}}")), "a gap");
        assertThrows(IOException.class, () -> Labels.of(json("{'labels':{'background':0,'a':[1,2]},'regions_class_order':[1,2]}")));
        assertThrows(IOException.class, () -> Labels.of(json("{'labels':{'background':0,'a':300}}")));
        assertThrows(IOException.class, () -> Labels.of(json("{'labels':{'background':0}}")));
    }

    private static final String GOOD = """
        {'transpose_forward':[0,1,2],'foreground_intensity_properties_per_channel':
          {'0':{'mean':1,'std':2,'percentile_00_5':-5,'percentile_99_5':5}},
         'configurations':{'2d':{'patch_size':[8,8],'spacing':[1,1],'normalization_schemes':['CTNormalization']},
          '3d_fullres':{'patch_size':[4,8,8],'spacing':[3,1,1],'normalization_schemes':['CTNormalization'],'use_mask_for_norm':[false],
           'resampling_fn_data':'resample_data_or_seg_to_shape','resampling_fn_data_kwargs':{'is_seg':false,'order':3,'order_z':0,
           'force_separate_z':null},'resampling_fn_probabilities_kwargs':{'order':1,'order_z':0,'force_separate_z':true}},
          'fine':{'inherits_from':'3d_fullres','spacing':[1,1,1]},
          '3d_cascade_fullres':{'inherits_from':'3d_fullres','previous_stage':'3d_lowres'}}}
        """;

    @Test
    void readsPlans() throws IOException {
        final Plan plan = Plan.of(json(GOOD), null, 1);
        assertEquals("3d_fullres", plan.name());
        assertArrayEquals(new double[]{3, 1, 1}, plan.target(new double[]{9, 9, 9}));
        assertEquals(new Plan.Resampling(3, 0, null, 3), plan.data());
        assertEquals(new Plan.Resampling(1, 0, true, 3), plan.logits());
        assertEquals(new Normalization(Normalization.Scheme.CT, false, 1, 2, -5, 5), plan.channels().get(0));
        final Plan fine = Plan.of(json(GOOD), "fine", 1);
        assertArrayEquals(new double[]{1, 1, 1}, fine.spacing());
        assertArrayEquals(new int[]{4, 8, 8}, fine.patch());
        final Plan slices = Plan.of(json(GOOD), "2d", 1);
        assertArrayEquals(new double[]{9, 1, 1}, slices.target(new double[]{9, 5, 5}), "slices stay as they are");
        assertArrayEquals(new int[]{1, 8, 8}, slices.window());
    }

    private static Plan resampled(final String function, final String options) throws IOException {
        return Plan.of(json(GOOD.replace("'resampling_fn_data':'resample_data_or_seg_to_shape'", "'resampling_fn_data':'" + function + "'")
            .replaceFirst("'resampling_fn_data_kwargs':\\{[^}]*\\}", "'resampling_fn_data_kwargs':" + options)), null, 1);
    }

    /** nnU-Net's functions have defaults of their own, other than what its planner writes. */
    @Test
    void resamplesAsTheFunctionNamed() throws IOException {
        assertEquals(new Plan.Resampling(3, 0, false, 3), resampled("resample_data_or_seg_to_shape", "{}").data());
        assertEquals(new Plan.Resampling(1, 3, null, 2), resampled("resample_data_or_seg_to_shape",
            "{'order':1,'order_z':3,'force_separate_z':null,'separate_z_anisotropy_threshold':2}").data());
        assertEquals(new Plan.Resampling(1, 0, null, 3), resampled("resample_torch_fornnunet", "{}").data());
        assertEquals(new Plan.Resampling(1, 0, false, 3), resampled("resample_torch_fornnunet",
            "{'is_seg':false,'force_separate_z':false,'memefficient_seg_resampling':false}").data());
        assertTrue(assertThrows(IOException.class, () -> resampled("resample_torch_fornnunet", "{'mode':'nearest'}")).getMessage()
            .contains("mode is nearest, but only linear"));
        final Plan none = Plan.of(json(GOOD.replace("'resample_data_or_seg_to_shape'", "'no_resampling_hack'")
            .replace("'resampling_fn_probabilities_kwargs'", "'resampling_fn_probabilities':'no_resampling_hack','resampling_fn_probabilities_kwargs'")),
            null, 1);
        assertEquals(null, none.data());
        assertEquals(null, none.logits());
        assertArrayEquals(new double[]{5, 0.7, 0.7}, none.target(new double[]{5, 0.7, 0.7}), "the image's own grid");
    }

    /** As written since version 2.2, with the architecture, and as written before. */
    @Test
    void readsPlansOfNewerAndOlderVersions() throws IOException {
        final Plan plan = Plan.of(json(GOOD.replace("'resampling_fn_data':", """
            'data_identifier':'nnUNetPlans_3d_fullres','preprocessor_name':'DefaultPreprocessor','batch_size':2,'batch_dice':true,
            'median_image_size_in_voxels':[10.0,20.0,20.0],'architecture':{'network_class_name':
            'dynamic_network_architectures.architectures.unet.ResidualEncoderUNet','arch_kwargs':{'n_stages':6,'norm_op_kwargs':{'eps':1e-05},
            'dropout_op':null},'_kw_requires_import':['conv_op']},'resampling_fn_data':""").replace("'transpose_forward'", """
            'dataset_name':'Dataset001','plans_name':'nnUNetResEncUNetLPlans','image_reader_writer':'SimpleITKIO','label_manager':'LabelManager',
            'transpose_backward':[0,1,2],'experiment_planner_used':'nnUNetPlannerResEncL','transpose_forward'""")), null, 1);
        assertEquals(Plan.of(json(GOOD), null, 1).data(), plan.data());
        assertArrayEquals(new int[]{4, 8, 8}, plan.patch());
        final Plan old = Plan.of(json(GOOD.replace("properties_per_channel", "properties_by_modality")), null, 1);
        assertEquals(plan.channels(), old.channels());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "[4,8,8] | [4,8] | patch_size and spacing of '3d_fullres' must have two or three numbers each",
        "[4,8,8] | [4,8,0] | is out of range",
        "[4,8,8] | [4,8,99999] | is out of range",
        "[4,8,8] | [4,8.5,8] | must hold whole numbers",
        "[4,8,8] | 'x' | must be a list",
        "'resample_data_or_seg_to_shape' | 'own_fn' | resampling_fn_data is own_fn, but only resample_data_or_seg_to_shape",
        "'resample_data_or_seg_to_shape' | 'no_resampling_hack' | resamples the image or the prediction, but not both",
        "'is_seg':false | 'is_seg':true | must not treat data as a segmentation",
        "'transpose_forward' | 'image_reader_writer':'NibabelIOWithReorient','transpose_forward' | were read by NibabelIOWithReorient",
        "'resampling_fn_data': | 'preprocessor_name':'Own','resampling_fn_data': | were prepared by Own",
        "'order':3 | 'order':2 | splines of order 2 are not known",
        "'transpose_forward':[0,1,2] | 'transpose_forward':[0,1,1] | must hold 0, 1 and 2",
        "'force_separate_z':true | 'force_separate_z':1 | must be true, false or null",
        "'std':2 | 'std':'a' | must be a number",
        "'std':2 | 'sd':2 | plans.json or dataset.json has no",
        "'inherits_from':'3d_fullres','spacing' | 'inherits_from':'fine','spacing' | "})
    void saysWhatIsWrongWithPlans(final String old, final String changed, final String message) throws IOException {
        final JsonObject plans = json(GOOD.replace(old, changed));
        if (message == null) {
            assertTrue(assertThrows(IOException.class, () -> Plan.of(plans, "fine", 1)).getMessage().contains("in a circle"));
            return;
        }
        final String said = assertThrows(IOException.class, () -> Plan.of(plans, null, 1)).getMessage();
        assertTrue(said.contains(message), said);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertTrue(assertThrows(IOException.class, () -> Plan.of(json(GOOD), "3d_cascade_fullres", 1)).getMessage()
            .contains("second stage of a cascade"));
        assertTrue(assertThrows(IOException.class, () -> Plan.of(json(GOOD), "none", 1)).getMessage().contains("no configuration 'none'"));
        assertTrue(assertThrows(IOException.class, () -> Plan.of(json(GOOD), null, 2)).getMessage()
            .contains("normalises 1 channels, but dataset.json has 2"));
    }
}
