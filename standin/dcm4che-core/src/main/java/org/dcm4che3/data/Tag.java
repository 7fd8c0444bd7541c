package org.dcm4che3.data;

/** Tags of DICOM PS3.6 by their keywords: those that the suite uses. */
public class Tag {

    /** File Meta Information Group Length (0002,0000), UL. */
    public static final int FileMetaInformationGroupLength = 0x00020000;

    /** File Meta Information Version (0002,0001), OB. */
    public static final int FileMetaInformationVersion = 0x00020001;

    /** Media Storage SOP Class UID (0002,0002), UI. */
    public static final int MediaStorageSOPClassUID = 0x00020002;

    /** Media Storage SOP Instance UID (0002,0003), UI. */
    public static final int MediaStorageSOPInstanceUID = 0x00020003;

    /** Transfer Syntax UID (0002,0010), UI. */
    public static final int TransferSyntaxUID = 0x00020010;

    /** Implementation Class UID (0002,0012), UI. */
    public static final int ImplementationClassUID = 0x00020012;

    /** Implementation Version Name (0002,0013), SH. */
    public static final int ImplementationVersionName = 0x00020013;

    /** File Set ID (0004,1130), CS. */
    public static final int FileSetID = 0x00041130;

    /** Directory Record Sequence (0004,1220), SQ. */
    public static final int DirectoryRecordSequence = 0x00041220;

    /** Specific Character Set (0008,0005), CS. */
    public static final int SpecificCharacterSet = 0x00080005;

    /** Image Type (0008,0008), CS. */
    public static final int ImageType = 0x00080008;

    /** Instance Creation Date (0008,0012), DA. */
    public static final int InstanceCreationDate = 0x00080012;

    /** Instance Creation Time (0008,0013), TM. */
    public static final int InstanceCreationTime = 0x00080013;

    /** Instance Creator UID (0008,0014), UI. */
    public static final int InstanceCreatorUID = 0x00080014;

    /** SOP Class UID (0008,0016), UI. */
    public static final int SOPClassUID = 0x00080016;

    /** SOP Instance UID (0008,0018), UI. */
    public static final int SOPInstanceUID = 0x00080018;

    /** Study Date (0008,0020), DA. */
    public static final int StudyDate = 0x00080020;

    /** Series Date (0008,0021), DA. */
    public static final int SeriesDate = 0x00080021;

    /** Acquisition Date (0008,0022), DA. */
    public static final int AcquisitionDate = 0x00080022;

    /** Content Date (0008,0023), DA. */
    public static final int ContentDate = 0x00080023;

    /** Acquisition Date Time (0008,002A), DT. */
    public static final int AcquisitionDateTime = 0x0008002A;

    /** Study Time (0008,0030), TM. */
    public static final int StudyTime = 0x00080030;

    /** Series Time (0008,0031), TM. */
    public static final int SeriesTime = 0x00080031;

    /** Acquisition Time (0008,0032), TM. */
    public static final int AcquisitionTime = 0x00080032;

    /** Content Time (0008,0033), TM. */
    public static final int ContentTime = 0x00080033;

    /** Accession Number (0008,0050), SH. */
    public static final int AccessionNumber = 0x00080050;

    /** Modality (0008,0060), CS. */
    public static final int Modality = 0x00080060;

    /** Conversion Type (0008,0064), CS. */
    public static final int ConversionType = 0x00080064;

    /** Manufacturer (0008,0070), LO. */
    public static final int Manufacturer = 0x00080070;

    /** Institution Name (0008,0080), LO. */
    public static final int InstitutionName = 0x00080080;

    /** Referring Physician Name (0008,0090), PN. */
    public static final int ReferringPhysicianName = 0x00080090;

    /** Code Value (0008,0100), SH. */
    public static final int CodeValue = 0x00080100;

    /** Coding Scheme Designator (0008,0102), SH. */
    public static final int CodingSchemeDesignator = 0x00080102;

    /** Coding Scheme Version (0008,0103), SH. */
    public static final int CodingSchemeVersion = 0x00080103;

    /** Code Meaning (0008,0104), LO. */
    public static final int CodeMeaning = 0x00080104;

    /** Long Code Value (0008,0119), UC. */
    public static final int LongCodeValue = 0x00080119;

    /** URN Code Value (0008,0120), UR. */
    public static final int URNCodeValue = 0x00080120;

    /** Timezone Offset from UTC (0008,0201), SH. */
    public static final int TimezoneOffsetFromUTC = 0x00080201;

    /** Private Data Element (0008,0308), US. */
    public static final int PrivateDataElement = 0x00080308;

    /** Station Name (0008,1010), SH. */
    public static final int StationName = 0x00081010;

    /** Study Description (0008,1030), LO. */
    public static final int StudyDescription = 0x00081030;

    /** Series Description (0008,103E), LO. */
    public static final int SeriesDescription = 0x0008103E;

    /** Physicians of Record (0008,1048), PN. */
    public static final int PhysiciansOfRecord = 0x00081048;

    /** Performing Physician Name (0008,1050), PN. */
    public static final int PerformingPhysicianName = 0x00081050;

    /** Operators Name (0008,1070), PN. */
    public static final int OperatorsName = 0x00081070;

    /** Manufacturer Model Name (0008,1090), LO. */
    public static final int ManufacturerModelName = 0x00081090;

    /** Referenced Study Sequence (0008,1110), SQ. */
    public static final int ReferencedStudySequence = 0x00081110;

    /** Referenced Series Sequence (0008,1115), SQ. */
    public static final int ReferencedSeriesSequence = 0x00081115;

    /** Referenced Image Sequence (0008,1140), SQ. */
    public static final int ReferencedImageSequence = 0x00081140;

    /** Referenced Instance Sequence (0008,114A), SQ. */
    public static final int ReferencedInstanceSequence = 0x0008114A;

    /** Referenced SOP Class UID (0008,1150), UI. */
    public static final int ReferencedSOPClassUID = 0x00081150;

    /** Referenced SOP Instance UID (0008,1155), UI. */
    public static final int ReferencedSOPInstanceUID = 0x00081155;

    /** Referenced Frame Number (0008,1160), IS. */
    public static final int ReferencedFrameNumber = 0x00081160;

    /** Failed SOP Sequence (0008,1198), SQ. */
    public static final int FailedSOPSequence = 0x00081198;

    /** Studies Containing Other Referenced Instances Sequence (0008,1200), SQ. */
    public static final int StudiesContainingOtherReferencedInstancesSequence = 0x00081200;

    /** Derivation Description (0008,2111), ST. */
    public static final int DerivationDescription = 0x00082111;

    /** Source Image Sequence (0008,2112), SQ. */
    public static final int SourceImageSequence = 0x00082112;

    /** Event Time Offset (0008,2134), FD. */
    public static final int EventTimeOffset = 0x00082134;

    /** Recommended Display Frame Rate (0008,2144), IS. */
    public static final int RecommendedDisplayFrameRate = 0x00082144;

    /** Anatomic Region Sequence (0008,2218), SQ. */
    public static final int AnatomicRegionSequence = 0x00082218;

    /** Frame Type (0008,9007), CS. */
    public static final int FrameType = 0x00089007;

    /** Derivation Image Sequence (0008,9124), SQ. */
    public static final int DerivationImageSequence = 0x00089124;

    /** Pixel Presentation (0008,9205), CS. */
    public static final int PixelPresentation = 0x00089205;

    /** Volumetric Properties (0008,9206), CS. */
    public static final int VolumetricProperties = 0x00089206;

    /** Volume Based Calculation Technique (0008,9207), CS. */
    public static final int VolumeBasedCalculationTechnique = 0x00089207;

    /** Complex Image Component (0008,9208), CS. */
    public static final int ComplexImageComponent = 0x00089208;

    /** Acquisition Contrast (0008,9209), CS. */
    public static final int AcquisitionContrast = 0x00089209;

    /** Derivation Code Sequence (0008,9215), SQ. */
    public static final int DerivationCodeSequence = 0x00089215;

    /** Patient Name (0010,0010), PN. */
    public static final int PatientName = 0x00100010;

    /** Patient ID (0010,0020), LO. */
    public static final int PatientID = 0x00100020;

    /** Issuer of Patient ID (0010,0021), LO. */
    public static final int IssuerOfPatientID = 0x00100021;

    /** Patient Birth Date (0010,0030), DA. */
    public static final int PatientBirthDate = 0x00100030;

    /** Patient Birth Time (0010,0032), TM. */
    public static final int PatientBirthTime = 0x00100032;

    /** Patient Sex (0010,0040), CS. */
    public static final int PatientSex = 0x00100040;

    /** Other Patient I Ds (0010,1000), LO. */
    public static final int OtherPatientIDs = 0x00101000;

    /** Other Patient Names (0010,1001), PN. */
    public static final int OtherPatientNames = 0x00101001;

    /** Other Patient I Ds Sequence (0010,1002), SQ. */
    public static final int OtherPatientIDsSequence = 0x00101002;

    /** Patient Age (0010,1010), AS. */
    public static final int PatientAge = 0x00101010;

    /** Patient Size (0010,1020), DS. */
    public static final int PatientSize = 0x00101020;

    /** Patient Weight (0010,1030), DS. */
    public static final int PatientWeight = 0x00101030;

    /** Ethnic Group (0010,2160), SH. */
    public static final int EthnicGroup = 0x00102160;

    /** Additional Patient History (0010,21B0), LT. */
    public static final int AdditionalPatientHistory = 0x001021B0;

    /** Pregnancy Status (0010,21C0), US. */
    public static final int PregnancyStatus = 0x001021C0;

    /** Patient Comments (0010,4000), LT. */
    public static final int PatientComments = 0x00104000;

    /** Patient Identity Removed (0012,0062), CS. */
    public static final int PatientIdentityRemoved = 0x00120062;

    /** Deidentification Method (0012,0063), LO. */
    public static final int DeidentificationMethod = 0x00120063;

    /** Contrast Bolus Agent (0018,0010), LO. */
    public static final int ContrastBolusAgent = 0x00180010;

    /** Body Part Examined (0018,0015), CS. */
    public static final int BodyPartExamined = 0x00180015;

    /** Scanning Sequence (0018,0020), CS. */
    public static final int ScanningSequence = 0x00180020;

    /** Sequence Variant (0018,0021), CS. */
    public static final int SequenceVariant = 0x00180021;

    /** Scan Options (0018,0022), CS. */
    public static final int ScanOptions = 0x00180022;

    /** MR Acquisition Type (0018,0023), CS. */
    public static final int MRAcquisitionType = 0x00180023;

    /** Radiopharmaceutical (0018,0031), LO. */
    public static final int Radiopharmaceutical = 0x00180031;

    /** Slice Thickness (0018,0050), DS. */
    public static final int SliceThickness = 0x00180050;

    /** KVP (0018,0060), DS. */
    public static final int KVP = 0x00180060;

    /** Counts Accumulated (0018,0070), IS. */
    public static final int CountsAccumulated = 0x00180070;

    /** Acquisition Termination Condition (0018,0071), CS. */
    public static final int AcquisitionTerminationCondition = 0x00180071;

    /** Repetition Time (0018,0080), DS. */
    public static final int RepetitionTime = 0x00180080;

    /** Echo Time (0018,0081), DS. */
    public static final int EchoTime = 0x00180081;

    /** Spacing Between Slices (0018,0088), DS. */
    public static final int SpacingBetweenSlices = 0x00180088;

    /** Data Collection Diameter (0018,0090), DS. */
    public static final int DataCollectionDiameter = 0x00180090;

    /** Device Serial Number (0018,1000), LO. */
    public static final int DeviceSerialNumber = 0x00181000;

    /** Software Versions (0018,1020), LO. */
    public static final int SoftwareVersions = 0x00181020;

    /** Protocol Name (0018,1030), LO. */
    public static final int ProtocolName = 0x00181030;

    /** Contrast Bolus Route (0018,1040), LO. */
    public static final int ContrastBolusRoute = 0x00181040;

    /** Trigger Time (0018,1060), DS. */
    public static final int TriggerTime = 0x00181060;

    /** Nominal Interval (0018,1062), IS. */
    public static final int NominalInterval = 0x00181062;

    /** Frame Time (0018,1063), DS. */
    public static final int FrameTime = 0x00181063;

    /** Radiopharmaceutical Route (0018,1070), LO. */
    public static final int RadiopharmaceuticalRoute = 0x00181070;

    /** Radiopharmaceutical Volume (0018,1071), DS. */
    public static final int RadiopharmaceuticalVolume = 0x00181071;

    /** Radiopharmaceutical Start Time (0018,1072), TM. */
    public static final int RadiopharmaceuticalStartTime = 0x00181072;

    /** Radiopharmaceutical Stop Time (0018,1073), TM. */
    public static final int RadiopharmaceuticalStopTime = 0x00181073;

    /** Radionuclide Total Dose (0018,1074), DS. */
    public static final int RadionuclideTotalDose = 0x00181074;

    /** Radionuclide Half Life (0018,1075), DS. */
    public static final int RadionuclideHalfLife = 0x00181075;

    /** Radionuclide Positron Fraction (0018,1076), DS. */
    public static final int RadionuclidePositronFraction = 0x00181076;

    /** Radiopharmaceutical Specific Activity (0018,1077), DS. */
    public static final int RadiopharmaceuticalSpecificActivity = 0x00181077;

    /** Radiopharmaceutical Start Date Time (0018,1078), DT. */
    public static final int RadiopharmaceuticalStartDateTime = 0x00181078;

    /** Radiopharmaceutical Stop Date Time (0018,1079), DT. */
    public static final int RadiopharmaceuticalStopDateTime = 0x00181079;

    /** Reconstruction Diameter (0018,1100), DS. */
    public static final int ReconstructionDiameter = 0x00181100;

    /** Distance Source to Detector (0018,1110), DS. */
    public static final int DistanceSourceToDetector = 0x00181110;

    /** Distance Source to Patient (0018,1111), DS. */
    public static final int DistanceSourceToPatient = 0x00181111;

    /** Gantry Detector Tilt (0018,1120), DS. */
    public static final int GantryDetectorTilt = 0x00181120;

    /** Table Height (0018,1130), DS. */
    public static final int TableHeight = 0x00181130;

    /** Rotation Direction (0018,1140), CS. */
    public static final int RotationDirection = 0x00181140;

    /** Field of View Shape (0018,1147), CS. */
    public static final int FieldOfViewShape = 0x00181147;

    /** Field of View Dimensions (0018,1149), IS. */
    public static final int FieldOfViewDimensions = 0x00181149;

    /** Exposure Time (0018,1150), IS. */
    public static final int ExposureTime = 0x00181150;

    /** X Ray Tube Current (0018,1151), IS. */
    public static final int XRayTubeCurrent = 0x00181151;

    /** Exposure (0018,1152), IS. */
    public static final int Exposure = 0x00181152;

    /** Filter Type (0018,1160), SH. */
    public static final int FilterType = 0x00181160;

    /** Collimator Grid Name (0018,1180), SH. */
    public static final int CollimatorGridName = 0x00181180;

    /** Collimator Type (0018,1181), CS. */
    public static final int CollimatorType = 0x00181181;

    /** Convolution Kernel (0018,1210), SH. */
    public static final int ConvolutionKernel = 0x00181210;

    /** Actual Frame Duration (0018,1242), IS. */
    public static final int ActualFrameDuration = 0x00181242;

    /** Patient Position (0018,5100), CS. */
    public static final int PatientPosition = 0x00185100;

    /** Content Qualification (0018,9004), CS. */
    public static final int ContentQualification = 0x00189004;

    /** Acquisition Duration (0018,9073), FD. */
    public static final int AcquisitionDuration = 0x00189073;

    /** Frame Acquisition Date Time (0018,9074), DT. */
    public static final int FrameAcquisitionDateTime = 0x00189074;

    /** Cardiac Synchronization Sequence (0018,9118), SQ. */
    public static final int CardiacSynchronizationSequence = 0x00189118;

    /** Frame Reference Date Time (0018,9151), DT. */
    public static final int FrameReferenceDateTime = 0x00189151;

    /** Frame Acquisition Duration (0018,9220), FD. */
    public static final int FrameAcquisitionDuration = 0x00189220;

    /** CT Acquisition Type Sequence (0018,9301), SQ. */
    public static final int CTAcquisitionTypeSequence = 0x00189301;

    /** Acquisition Type (0018,9302), CS. */
    public static final int AcquisitionType = 0x00189302;

    /** Revolution Time (0018,9305), FD. */
    public static final int RevolutionTime = 0x00189305;

    /** Single Collimation Width (0018,9306), FD. */
    public static final int SingleCollimationWidth = 0x00189306;

    /** Total Collimation Width (0018,9307), FD. */
    public static final int TotalCollimationWidth = 0x00189307;

    /** CT Table Dynamics Sequence (0018,9308), SQ. */
    public static final int CTTableDynamicsSequence = 0x00189308;

    /** CT Geometry Sequence (0018,9312), SQ. */
    public static final int CTGeometrySequence = 0x00189312;

    /** CT Reconstruction Sequence (0018,9314), SQ. */
    public static final int CTReconstructionSequence = 0x00189314;

    /** Reconstruction Algorithm (0018,9315), CS. */
    public static final int ReconstructionAlgorithm = 0x00189315;

    /** Convolution Kernel Group (0018,9316), CS. */
    public static final int ConvolutionKernelGroup = 0x00189316;

    /** Image Filter (0018,9320), SH. */
    public static final int ImageFilter = 0x00189320;

    /** CT Exposure Sequence (0018,9321), SQ. */
    public static final int CTExposureSequence = 0x00189321;

    /** CTX Ray Details Sequence (0018,9325), SQ. */
    public static final int CTXRayDetailsSequence = 0x00189325;

    /** CT Position Sequence (0018,9326), SQ. */
    public static final int CTPositionSequence = 0x00189326;

    /** CT Image Frame Type Sequence (0018,9329), SQ. */
    public static final int CTImageFrameTypeSequence = 0x00189329;

    /** Decay Correction Date Time (0018,9701), DT. */
    public static final int DecayCorrectionDateTime = 0x00189701;

    /** Start Density Threshold (0018,9715), FD. */
    public static final int StartDensityThreshold = 0x00189715;

    /** Radiopharmaceutical Agent Number (0018,9729), US. */
    public static final int RadiopharmaceuticalAgentNumber = 0x00189729;

    /** PET Frame Acquisition Sequence (0018,9732), SQ. */
    public static final int PETFrameAcquisitionSequence = 0x00189732;

    /** PET Detector Motion Details Sequence (0018,9733), SQ. */
    public static final int PETDetectorMotionDetailsSequence = 0x00189733;

    /** PET Table Dynamics Sequence (0018,9734), SQ. */
    public static final int PETTableDynamicsSequence = 0x00189734;

    /** PET Position Sequence (0018,9735), SQ. */
    public static final int PETPositionSequence = 0x00189735;

    /** PET Frame Correction Factors Sequence (0018,9736), SQ. */
    public static final int PETFrameCorrectionFactorsSequence = 0x00189736;

    /** Radiopharmaceutical Usage Sequence (0018,9737), SQ. */
    public static final int RadiopharmaceuticalUsageSequence = 0x00189737;

    /** Attenuation Correction Source (0018,9738), CS. */
    public static final int AttenuationCorrectionSource = 0x00189738;

    /** Number of Iterations (0018,9739), US. */
    public static final int NumberOfIterations = 0x00189739;

    /** Number of Subsets (0018,9740), US. */
    public static final int NumberOfSubsets = 0x00189740;

    /** PET Reconstruction Sequence (0018,9749), SQ. */
    public static final int PETReconstructionSequence = 0x00189749;

    /** PET Frame Type Sequence (0018,9751), SQ. */
    public static final int PETFrameTypeSequence = 0x00189751;

    /** Time of Flight Information Used (0018,9755), CS. */
    public static final int TimeOfFlightInformationUsed = 0x00189755;

    /** Reconstruction Type (0018,9756), CS. */
    public static final int ReconstructionType = 0x00189756;

    /** Decay Corrected (0018,9758), CS. */
    public static final int DecayCorrected = 0x00189758;

    /** Attenuation Corrected (0018,9759), CS. */
    public static final int AttenuationCorrected = 0x00189759;

    /** Scatter Corrected (0018,9760), CS. */
    public static final int ScatterCorrected = 0x00189760;

    /** Dead Time Corrected (0018,9761), CS. */
    public static final int DeadTimeCorrected = 0x00189761;

    /** Gantry Motion Corrected (0018,9762), CS. */
    public static final int GantryMotionCorrected = 0x00189762;

    /** Patient Motion Corrected (0018,9763), CS. */
    public static final int PatientMotionCorrected = 0x00189763;

    /** Count Loss Normalization Corrected (0018,9764), CS. */
    public static final int CountLossNormalizationCorrected = 0x00189764;

    /** Randoms Corrected (0018,9765), CS. */
    public static final int RandomsCorrected = 0x00189765;

    /** Non Uniform Radial Sampling Corrected (0018,9766), CS. */
    public static final int NonUniformRadialSamplingCorrected = 0x00189766;

    /** Sensitivity Calibrated (0018,9767), CS. */
    public static final int SensitivityCalibrated = 0x00189767;

    /** Detector Normalization Correction (0018,9768), CS. */
    public static final int DetectorNormalizationCorrection = 0x00189768;

    /** Attenuation Correction Temporal Relationship (0018,9770), CS. */
    public static final int AttenuationCorrectionTemporalRelationship = 0x00189770;

    /** Study Instance UID (0020,000D), UI. */
    public static final int StudyInstanceUID = 0x0020000D;

    /** Series Instance UID (0020,000E), UI. */
    public static final int SeriesInstanceUID = 0x0020000E;

    /** Study ID (0020,0010), SH. */
    public static final int StudyID = 0x00200010;

    /** Series Number (0020,0011), IS. */
    public static final int SeriesNumber = 0x00200011;

    /** Acquisition Number (0020,0012), IS. */
    public static final int AcquisitionNumber = 0x00200012;

    /** Instance Number (0020,0013), IS. */
    public static final int InstanceNumber = 0x00200013;

    /** Patient Orientation (0020,0020), CS. */
    public static final int PatientOrientation = 0x00200020;

    /** Image Position (0020,0030), DS. */
    public static final int ImagePosition = 0x00200030;

    /** Image Position Patient (0020,0032), DS. */
    public static final int ImagePositionPatient = 0x00200032;

    /** Image Orientation (0020,0035), DS. */
    public static final int ImageOrientation = 0x00200035;

    /** Image Orientation Patient (0020,0037), DS. */
    public static final int ImageOrientationPatient = 0x00200037;

    /** Frame of Reference UID (0020,0052), UI. */
    public static final int FrameOfReferenceUID = 0x00200052;

    /** Laterality (0020,0060), CS. */
    public static final int Laterality = 0x00200060;

    /** Temporal Position Identifier (0020,0100), IS. */
    public static final int TemporalPositionIdentifier = 0x00200100;

    /** Number of Temporal Positions (0020,0105), IS. */
    public static final int NumberOfTemporalPositions = 0x00200105;

    /** Temporal Resolution (0020,0110), DS. */
    public static final int TemporalResolution = 0x00200110;

    /** Synchronization Frame of Reference UID (0020,0200), UI. */
    public static final int SynchronizationFrameOfReferenceUID = 0x00200200;

    /** Images in Acquisition (0020,1002), IS. */
    public static final int ImagesInAcquisition = 0x00201002;

    /** Position Reference Indicator (0020,1040), LO. */
    public static final int PositionReferenceIndicator = 0x00201040;

    /** Slice Location (0020,1041), DS. */
    public static final int SliceLocation = 0x00201041;

    /** Image Comments (0020,4000), LT. */
    public static final int ImageComments = 0x00204000;

    /** Stack ID (0020,9056), SH. */
    public static final int StackID = 0x00209056;

    /** in Stack Position Number (0020,9057), UL. */
    public static final int InStackPositionNumber = 0x00209057;

    /** Frame Anatomy Sequence (0020,9071), SQ. */
    public static final int FrameAnatomySequence = 0x00209071;

    /** Frame Laterality (0020,9072), CS. */
    public static final int FrameLaterality = 0x00209072;

    /** Frame Content Sequence (0020,9111), SQ. */
    public static final int FrameContentSequence = 0x00209111;

    /** Plane Position Sequence (0020,9113), SQ. */
    public static final int PlanePositionSequence = 0x00209113;

    /** Plane Orientation Sequence (0020,9116), SQ. */
    public static final int PlaneOrientationSequence = 0x00209116;

    /** Temporal Position Index (0020,9128), UL. */
    public static final int TemporalPositionIndex = 0x00209128;

    /** Frame Acquisition Number (0020,9156), US. */
    public static final int FrameAcquisitionNumber = 0x00209156;

    /** Dimension Index Values (0020,9157), UL. */
    public static final int DimensionIndexValues = 0x00209157;

    /** Frame Comments (0020,9158), LT. */
    public static final int FrameComments = 0x00209158;

    /** Concatenation UID (0020,9161), UI. */
    public static final int ConcatenationUID = 0x00209161;

    /** in Concatenation Number (0020,9162), US. */
    public static final int InConcatenationNumber = 0x00209162;

    /** in Concatenation Total Number (0020,9163), US. */
    public static final int InConcatenationTotalNumber = 0x00209163;

    /** Dimension Organization UID (0020,9164), UI. */
    public static final int DimensionOrganizationUID = 0x00209164;

    /** Dimension Index Pointer (0020,9165), AT. */
    public static final int DimensionIndexPointer = 0x00209165;

    /** Functional Group Pointer (0020,9167), AT. */
    public static final int FunctionalGroupPointer = 0x00209167;

    /** Unassigned Shared Converted Attributes Sequence (0020,9170), SQ. */
    public static final int UnassignedSharedConvertedAttributesSequence = 0x00209170;

    /** Unassigned Per Frame Converted Attributes Sequence (0020,9171), SQ. */
    public static final int UnassignedPerFrameConvertedAttributesSequence = 0x00209171;

    /** Conversion Source Attributes Sequence (0020,9172), SQ. */
    public static final int ConversionSourceAttributesSequence = 0x00209172;

    /** Dimension Organization Sequence (0020,9221), SQ. */
    public static final int DimensionOrganizationSequence = 0x00209221;

    /** Dimension Index Sequence (0020,9222), SQ. */
    public static final int DimensionIndexSequence = 0x00209222;

    /** Concatenation Frame Offset Number (0020,9228), UL. */
    public static final int ConcatenationFrameOffsetNumber = 0x00209228;

    /** Nominal Percentage of Cardiac Phase (0020,9241), FL. */
    public static final int NominalPercentageOfCardiacPhase = 0x00209241;

    /** Nominal Percentage of Respiratory Phase (0020,9245), FL. */
    public static final int NominalPercentageOfRespiratoryPhase = 0x00209245;

    /** Respiratory Synchronization Sequence (0020,9253), SQ. */
    public static final int RespiratorySynchronizationSequence = 0x00209253;

    /** Temporal Position Time Offset (0020,930D), FD. */
    public static final int TemporalPositionTimeOffset = 0x0020930D;

    /** Plane Position Volume Sequence (0020,930E), SQ. */
    public static final int PlanePositionVolumeSequence = 0x0020930E;

    /** Dimension Organization Type (0020,9311), CS. */
    public static final int DimensionOrganizationType = 0x00209311;

    /** Dimension Description Label (0020,9421), LO. */
    public static final int DimensionDescriptionLabel = 0x00209421;

    /** Samples per Pixel (0028,0002), US. */
    public static final int SamplesPerPixel = 0x00280002;

    /** Photometric Interpretation (0028,0004), CS. */
    public static final int PhotometricInterpretation = 0x00280004;

    /** Planar Configuration (0028,0006), US. */
    public static final int PlanarConfiguration = 0x00280006;

    /** Number of Frames (0028,0008), IS. */
    public static final int NumberOfFrames = 0x00280008;

    /** Frame Increment Pointer (0028,0009), AT. */
    public static final int FrameIncrementPointer = 0x00280009;

    /** Rows (0028,0010), US. */
    public static final int Rows = 0x00280010;

    /** Columns (0028,0011), US. */
    public static final int Columns = 0x00280011;

    /** Pixel Spacing (0028,0030), DS. */
    public static final int PixelSpacing = 0x00280030;

    /** Corrected Image (0028,0051), CS. */
    public static final int CorrectedImage = 0x00280051;

    /** Bits Allocated (0028,0100), US. */
    public static final int BitsAllocated = 0x00280100;

    /** Bits Stored (0028,0101), US. */
    public static final int BitsStored = 0x00280101;

    /** High Bit (0028,0102), US. */
    public static final int HighBit = 0x00280102;

    /** Pixel Representation (0028,0103), US. */
    public static final int PixelRepresentation = 0x00280103;

    /** Smallest Valid Pixel Value (0028,0104), US/SS. */
    public static final int SmallestValidPixelValue = 0x00280104;

    /** Largest Valid Pixel Value (0028,0105), US/SS. */
    public static final int LargestValidPixelValue = 0x00280105;

    /** Smallest Image Pixel Value (0028,0106), US/SS. */
    public static final int SmallestImagePixelValue = 0x00280106;

    /** Largest Image Pixel Value (0028,0107), US/SS. */
    public static final int LargestImagePixelValue = 0x00280107;

    /** Smallest Pixel Value in Series (0028,0108), US/SS. */
    public static final int SmallestPixelValueInSeries = 0x00280108;

    /** Largest Pixel Value in Series (0028,0109), US/SS. */
    public static final int LargestPixelValueInSeries = 0x00280109;

    /** Smallest Image Pixel Value in Plane (0028,0110), US/SS. */
    public static final int SmallestImagePixelValueInPlane = 0x00280110;

    /** Largest Image Pixel Value in Plane (0028,0111), US/SS. */
    public static final int LargestImagePixelValueInPlane = 0x00280111;

    /** Pixel Padding Value (0028,0120), US/SS. */
    public static final int PixelPaddingValue = 0x00280120;

    /** Pixel Padding Range Limit (0028,0121), US/SS. */
    public static final int PixelPaddingRangeLimit = 0x00280121;

    /** Float Pixel Padding Value (0028,0122), FL. */
    public static final int FloatPixelPaddingValue = 0x00280122;

    /** Double Float Pixel Padding Value (0028,0123), FD. */
    public static final int DoubleFloatPixelPaddingValue = 0x00280123;

    /** Float Pixel Padding Range Limit (0028,0124), FL. */
    public static final int FloatPixelPaddingRangeLimit = 0x00280124;

    /** Double Float Pixel Padding Range Limit (0028,0125), FD. */
    public static final int DoubleFloatPixelPaddingRangeLimit = 0x00280125;

    /** Quality Control Image (0028,0300), CS. */
    public static final int QualityControlImage = 0x00280300;

    /** Burned in Annotation (0028,0301), CS. */
    public static final int BurnedInAnnotation = 0x00280301;

    /** Window Center (0028,1050), DS. */
    public static final int WindowCenter = 0x00281050;

    /** Window Width (0028,1051), DS. */
    public static final int WindowWidth = 0x00281051;

    /** Rescale Intercept (0028,1052), DS. */
    public static final int RescaleIntercept = 0x00281052;

    /** Rescale Slope (0028,1053), DS. */
    public static final int RescaleSlope = 0x00281053;

    /** Rescale Type (0028,1054), LO. */
    public static final int RescaleType = 0x00281054;

    /** Window Center Width Explanation (0028,1055), LO. */
    public static final int WindowCenterWidthExplanation = 0x00281055;

    /** VOILUT Function (0028,1056), CS. */
    public static final int VOILUTFunction = 0x00281056;

    /** Gray Lookup Table Descriptor (0028,1100), US/SS. */
    public static final int GrayLookupTableDescriptor = 0x00281100;

    /** Red Palette Color Lookup Table Descriptor (0028,1101), US/SS. */
    public static final int RedPaletteColorLookupTableDescriptor = 0x00281101;

    /** Green Palette Color Lookup Table Descriptor (0028,1102), US/SS. */
    public static final int GreenPaletteColorLookupTableDescriptor = 0x00281102;

    /** Blue Palette Color Lookup Table Descriptor (0028,1103), US/SS. */
    public static final int BluePaletteColorLookupTableDescriptor = 0x00281103;

    /** Large Red Palette Color Lookup Table Descriptor (0028,1111), US/SS. */
    public static final int LargeRedPaletteColorLookupTableDescriptor = 0x00281111;

    /** Large Green Palette Color Lookup Table Descriptor (0028,1112), US/SS. */
    public static final int LargeGreenPaletteColorLookupTableDescriptor = 0x00281112;

    /** Large Blue Palette Color Lookup Table Descriptor (0028,1113), US/SS. */
    public static final int LargeBluePaletteColorLookupTableDescriptor = 0x00281113;

    /** Lossy Image Compression (0028,2110), CS. */
    public static final int LossyImageCompression = 0x00282110;

    /** Lossy Image Compression Ratio (0028,2112), DS. */
    public static final int LossyImageCompressionRatio = 0x00282112;

    /** Lossy Image Compression Method (0028,2114), CS. */
    public static final int LossyImageCompressionMethod = 0x00282114;

    /** Modality LUT Sequence (0028,3000), SQ. */
    public static final int ModalityLUTSequence = 0x00283000;

    /** LUT Descriptor (0028,3002), SS. */
    public static final int LUTDescriptor = 0x00283002;

    /** LUT Explanation (0028,3003), LO. */
    public static final int LUTExplanation = 0x00283003;

    /** Modality LUT Type (0028,3004), LO. */
    public static final int ModalityLUTType = 0x00283004;

    /** LUT Data (0028,3006), OW. */
    public static final int LUTData = 0x00283006;

    /** VOILUT Sequence (0028,3010), SQ. */
    public static final int VOILUTSequence = 0x00283010;

    /** Pixel Measures Sequence (0028,9110), SQ. */
    public static final int PixelMeasuresSequence = 0x00289110;

    /** Frame VOILUT Sequence (0028,9132), SQ. */
    public static final int FrameVOILUTSequence = 0x00289132;

    /** Pixel Value Transformation Sequence (0028,9145), SQ. */
    public static final int PixelValueTransformationSequence = 0x00289145;

    /** Reason for Study (0032,1030), LO. */
    public static final int ReasonForStudy = 0x00321030;

    /** Requested Procedure Description (0032,1060), LO. */
    public static final int RequestedProcedureDescription = 0x00321060;

    /** Acquisition Context Sequence (0040,0555), SQ. */
    public static final int AcquisitionContextSequence = 0x00400555;

    /** Measurement Units Code Sequence (0040,08EA), SQ. */
    public static final int MeasurementUnitsCodeSequence = 0x004008EA;

    /** Referenced Image Real World Value Mapping Sequence (0040,9094), SQ. */
    public static final int ReferencedImageRealWorldValueMappingSequence = 0x00409094;

    /** Real World Value Mapping Sequence (0040,9096), SQ. */
    public static final int RealWorldValueMappingSequence = 0x00409096;

    /** LUT Label (0040,9210), SH. */
    public static final int LUTLabel = 0x00409210;

    /** Real World Value Last Value Mapped (0040,9211), US/SS. */
    public static final int RealWorldValueLastValueMapped = 0x00409211;

    /** Real World Value LUT Data (0040,9212), FD. */
    public static final int RealWorldValueLUTData = 0x00409212;

    /** Double Float Real World Value Last Value Mapped (0040,9213), FD. */
    public static final int DoubleFloatRealWorldValueLastValueMapped = 0x00409213;

    /** Double Float Real World Value First Value Mapped (0040,9214), FD. */
    public static final int DoubleFloatRealWorldValueFirstValueMapped = 0x00409214;

    /** Real World Value First Value Mapped (0040,9216), US/SS. */
    public static final int RealWorldValueFirstValueMapped = 0x00409216;

    /** Quantity Definition Sequence (0040,9220), SQ. */
    public static final int QuantityDefinitionSequence = 0x00409220;

    /** Real World Value Intercept (0040,9224), FD. */
    public static final int RealWorldValueIntercept = 0x00409224;

    /** Real World Value Slope (0040,9225), FD. */
    public static final int RealWorldValueSlope = 0x00409225;

    /** Value Type (0040,A040), CS. */
    public static final int ValueType = 0x0040A040;

    /** Concept Name Code Sequence (0040,A043), SQ. */
    public static final int ConceptNameCodeSequence = 0x0040A043;

    /** Concept Code Sequence (0040,A168), SQ. */
    public static final int ConceptCodeSequence = 0x0040A168;

    /** Purpose of Reference Code Sequence (0040,A170), SQ. */
    public static final int PurposeOfReferenceCodeSequence = 0x0040A170;

    /** Energy Window Information Sequence (0054,0012), SQ. */
    public static final int EnergyWindowInformationSequence = 0x00540012;

    /** Energy Window Range Sequence (0054,0013), SQ. */
    public static final int EnergyWindowRangeSequence = 0x00540013;

    /** Energy Window Lower Limit (0054,0014), DS. */
    public static final int EnergyWindowLowerLimit = 0x00540014;

    /** Energy Window Upper Limit (0054,0015), DS. */
    public static final int EnergyWindowUpperLimit = 0x00540015;

    /** Radiopharmaceutical Information Sequence (0054,0016), SQ. */
    public static final int RadiopharmaceuticalInformationSequence = 0x00540016;

    /** Slice Vector (0054,0080), US. */
    public static final int SliceVector = 0x00540080;

    /** Number of Slices (0054,0081), US. */
    public static final int NumberOfSlices = 0x00540081;

    /** Time Slice Vector (0054,0100), US. */
    public static final int TimeSliceVector = 0x00540100;

    /** Number of Time Slices (0054,0101), US. */
    public static final int NumberOfTimeSlices = 0x00540101;

    /** Type of Detector Motion (0054,0202), CS. */
    public static final int TypeOfDetectorMotion = 0x00540202;

    /** Radionuclide Code Sequence (0054,0300), SQ. */
    public static final int RadionuclideCodeSequence = 0x00540300;

    /** Administration Route Code Sequence (0054,0302), SQ. */
    public static final int AdministrationRouteCodeSequence = 0x00540302;

    /** Radiopharmaceutical Code Sequence (0054,0304), SQ. */
    public static final int RadiopharmaceuticalCodeSequence = 0x00540304;

    /** Patient Orientation Code Sequence (0054,0410), SQ. */
    public static final int PatientOrientationCodeSequence = 0x00540410;

    /** Patient Orientation Modifier Code Sequence (0054,0412), SQ. */
    public static final int PatientOrientationModifierCodeSequence = 0x00540412;

    /** Patient Gantry Relationship Code Sequence (0054,0414), SQ. */
    public static final int PatientGantryRelationshipCodeSequence = 0x00540414;

    /** Slice Progression Direction (0054,0500), CS. */
    public static final int SliceProgressionDirection = 0x00540500;

    /** Series Type (0054,1000), CS. */
    public static final int SeriesType = 0x00541000;

    /** Units (0054,1001), CS. */
    public static final int Units = 0x00541001;

    /** Counts Source (0054,1002), CS. */
    public static final int CountsSource = 0x00541002;

    /** Reprojection Method (0054,1004), CS. */
    public static final int ReprojectionMethod = 0x00541004;

    /** SUV Type (0054,1006), CS. */
    public static final int SUVType = 0x00541006;

    /** Randoms Correction Method (0054,1100), CS. */
    public static final int RandomsCorrectionMethod = 0x00541100;

    /** Attenuation Correction Method (0054,1101), LO. */
    public static final int AttenuationCorrectionMethod = 0x00541101;

    /** Decay Correction (0054,1102), CS. */
    public static final int DecayCorrection = 0x00541102;

    /** Reconstruction Method (0054,1103), LO. */
    public static final int ReconstructionMethod = 0x00541103;

    /** Detector Lines of Response Used (0054,1104), LO. */
    public static final int DetectorLinesOfResponseUsed = 0x00541104;

    /** Scatter Correction Method (0054,1105), LO. */
    public static final int ScatterCorrectionMethod = 0x00541105;

    /** Axial Acceptance (0054,1200), DS. */
    public static final int AxialAcceptance = 0x00541200;

    /** Axial Mash (0054,1201), IS. */
    public static final int AxialMash = 0x00541201;

    /** Transverse Mash (0054,1202), IS. */
    public static final int TransverseMash = 0x00541202;

    /** Detector Element Size (0054,1203), DS. */
    public static final int DetectorElementSize = 0x00541203;

    /** Coincidence Window Width (0054,1210), DS. */
    public static final int CoincidenceWindowWidth = 0x00541210;

    /** Secondary Counts Type (0054,1220), CS. */
    public static final int SecondaryCountsType = 0x00541220;

    /** Frame Reference Time (0054,1300), DS. */
    public static final int FrameReferenceTime = 0x00541300;

    /** Primary Prompts Counts Accumulated (0054,1310), IS. */
    public static final int PrimaryPromptsCountsAccumulated = 0x00541310;

    /** Secondary Counts Accumulated (0054,1311), IS. */
    public static final int SecondaryCountsAccumulated = 0x00541311;

    /** Slice Sensitivity Factor (0054,1320), DS. */
    public static final int SliceSensitivityFactor = 0x00541320;

    /** Decay Factor (0054,1321), DS. */
    public static final int DecayFactor = 0x00541321;

    /** Dose Calibration Factor (0054,1322), DS. */
    public static final int DoseCalibrationFactor = 0x00541322;

    /** Scatter Fraction Factor (0054,1323), DS. */
    public static final int ScatterFractionFactor = 0x00541323;

    /** Dead Time Factor (0054,1324), DS. */
    public static final int DeadTimeFactor = 0x00541324;

    /** Image Index (0054,1330), US. */
    public static final int ImageIndex = 0x00541330;

    /** Histogram First Bin Value (0060,3004), US/SS. */
    public static final int HistogramFirstBinValue = 0x00603004;

    /** Histogram Last Bin Value (0060,3006), US/SS. */
    public static final int HistogramLastBinValue = 0x00603006;

    /** Segmentation Type (0062,0001), CS. */
    public static final int SegmentationType = 0x00620001;

    /** Segment Sequence (0062,0002), SQ. */
    public static final int SegmentSequence = 0x00620002;

    /** Segmented Property Category Code Sequence (0062,0003), SQ. */
    public static final int SegmentedPropertyCategoryCodeSequence = 0x00620003;

    /** Segment Number (0062,0004), US. */
    public static final int SegmentNumber = 0x00620004;

    /** Segment Label (0062,0005), LO. */
    public static final int SegmentLabel = 0x00620005;

    /** Segment Description (0062,0006), ST. */
    public static final int SegmentDescription = 0x00620006;

    /** Segment Algorithm Type (0062,0008), CS. */
    public static final int SegmentAlgorithmType = 0x00620008;

    /** Segment Algorithm Name (0062,0009), LO. */
    public static final int SegmentAlgorithmName = 0x00620009;

    /** Segment Identification Sequence (0062,000A), SQ. */
    public static final int SegmentIdentificationSequence = 0x0062000A;

    /** Referenced Segment Number (0062,000B), US. */
    public static final int ReferencedSegmentNumber = 0x0062000B;

    /** Recommended Display Grayscale Value (0062,000C), US. */
    public static final int RecommendedDisplayGrayscaleValue = 0x0062000C;

    /** Recommended Display CIE Lab Value (0062,000D), US. */
    public static final int RecommendedDisplayCIELabValue = 0x0062000D;

    /** Maximum Fractional Value (0062,000E), US. */
    public static final int MaximumFractionalValue = 0x0062000E;

    /** Segmented Property Type Code Sequence (0062,000F), SQ. */
    public static final int SegmentedPropertyTypeCodeSequence = 0x0062000F;

    /** Segmentation Fractional Type (0062,0010), CS. */
    public static final int SegmentationFractionalType = 0x00620010;

    /** Segments Overlap (0062,0013), CS. */
    public static final int SegmentsOverlap = 0x00620013;

    /** Tracking ID (0062,0020), UT. */
    public static final int TrackingID = 0x00620020;

    /** Tracking UID (0062,0021), UI. */
    public static final int TrackingUID = 0x00620021;

    /** Content Label (0070,0080), CS. */
    public static final int ContentLabel = 0x00700080;

    /** Content Description (0070,0081), LO. */
    public static final int ContentDescription = 0x00700081;

    /** Content Creator Name (0070,0084), PN. */
    public static final int ContentCreatorName = 0x00700084;

    /** Grid Frame Offset Vector (3004,000C), DS. */
    public static final int GridFrameOffsetVector = 0x3004000C;

    /** Structure Set Label (3006,0002), SH. */
    public static final int StructureSetLabel = 0x30060002;

    /** Structure Set Name (3006,0004), LO. */
    public static final int StructureSetName = 0x30060004;

    /** Structure Set Description (3006,0006), ST. */
    public static final int StructureSetDescription = 0x30060006;

    /** Structure Set Date (3006,0008), DA. */
    public static final int StructureSetDate = 0x30060008;

    /** Structure Set Time (3006,0009), TM. */
    public static final int StructureSetTime = 0x30060009;

    /** Referenced Frame of Reference Sequence (3006,0010), SQ. */
    public static final int ReferencedFrameOfReferenceSequence = 0x30060010;

    /** RT Referenced Study Sequence (3006,0012), SQ. */
    public static final int RTReferencedStudySequence = 0x30060012;

    /** RT Referenced Series Sequence (3006,0014), SQ. */
    public static final int RTReferencedSeriesSequence = 0x30060014;

    /** Contour Image Sequence (3006,0016), SQ. */
    public static final int ContourImageSequence = 0x30060016;

    /** Structure Set ROI Sequence (3006,0020), SQ. */
    public static final int StructureSetROISequence = 0x30060020;

    /** ROI Number (3006,0022), IS. */
    public static final int ROINumber = 0x30060022;

    /** Referenced Frame of Reference UID (3006,0024), UI. */
    public static final int ReferencedFrameOfReferenceUID = 0x30060024;

    /** ROI Name (3006,0026), LO. */
    public static final int ROIName = 0x30060026;

    /** ROI Description (3006,0028), ST. */
    public static final int ROIDescription = 0x30060028;

    /** ROI Display Color (3006,002A), IS. */
    public static final int ROIDisplayColor = 0x3006002A;

    /** ROI Volume (3006,002C), DS. */
    public static final int ROIVolume = 0x3006002C;

    /** ROI Generation Algorithm (3006,0036), CS. */
    public static final int ROIGenerationAlgorithm = 0x30060036;

    /** ROI Contour Sequence (3006,0039), SQ. */
    public static final int ROIContourSequence = 0x30060039;

    /** Contour Sequence (3006,0040), SQ. */
    public static final int ContourSequence = 0x30060040;

    /** Contour Geometric Type (3006,0042), CS. */
    public static final int ContourGeometricType = 0x30060042;

    /** Contour Slab Thickness (3006,0044), DS. */
    public static final int ContourSlabThickness = 0x30060044;

    /** Contour Offset Vector (3006,0045), DS. */
    public static final int ContourOffsetVector = 0x30060045;

    /** Number of Contour Points (3006,0046), IS. */
    public static final int NumberOfContourPoints = 0x30060046;

    /** Contour Number (3006,0048), IS. */
    public static final int ContourNumber = 0x30060048;

    /** Contour Data (3006,0050), DS. */
    public static final int ContourData = 0x30060050;

    /** RTROI Observations Sequence (3006,0080), SQ. */
    public static final int RTROIObservationsSequence = 0x30060080;

    /** Observation Number (3006,0082), IS. */
    public static final int ObservationNumber = 0x30060082;

    /** Referenced ROI Number (3006,0084), IS. */
    public static final int ReferencedROINumber = 0x30060084;

    /** ROI Observation Label (3006,0085), SH. */
    public static final int ROIObservationLabel = 0x30060085;

    /** RTROI Identification Code Sequence (3006,0086), SQ. */
    public static final int RTROIIdentificationCodeSequence = 0x30060086;

    /** RTROI Interpreted Type (3006,00A4), CS. */
    public static final int RTROIInterpretedType = 0x300600A4;

    /** ROI Interpreter (3006,00A6), PN. */
    public static final int ROIInterpreter = 0x300600A6;

    /** ROI Physical Properties Sequence (3006,00B0), SQ. */
    public static final int ROIPhysicalPropertiesSequence = 0x300600B0;

    /** Isocenter Position (300A,012C), DS. */
    public static final int IsocenterPosition = 0x300A012C;

    /** Approval Status (300E,0002), CS. */
    public static final int ApprovalStatus = 0x300E0002;

    /** Shared Functional Groups Sequence (5200,9229), SQ. */
    public static final int SharedFunctionalGroupsSequence = 0x52009229;

    /** Per Frame Functional Groups Sequence (5200,9230), SQ. */
    public static final int PerFrameFunctionalGroupsSequence = 0x52009230;

    /** Waveform Sequence (5400,0100), SQ. */
    public static final int WaveformSequence = 0x54000100;

    /** Extended Offset Table (7FE0,0001), OV. */
    public static final int ExtendedOffsetTable = 0x7FE00001;

    /** Extended Offset Table Lengths (7FE0,0002), OV. */
    public static final int ExtendedOffsetTableLengths = 0x7FE00002;

    /** Float Pixel Data (7FE0,0008), OF. */
    public static final int FloatPixelData = 0x7FE00008;

    /** Double Float Pixel Data (7FE0,0009), OD. */
    public static final int DoubleFloatPixelData = 0x7FE00009;

    /** Pixel Data (7FE0,0010), OB/OW. */
    public static final int PixelData = 0x7FE00010;

    /** Digital Signatures Sequence (FFFA,FFFA), SQ. */
    public static final int DigitalSignaturesSequence = 0xFFFAFFFA;

    /** Data Set Trailing Padding (FFFC,FFFC), OB. */
    public static final int DataSetTrailingPadding = 0xFFFCFFFC;

    /** Item (FFFE,E000). */
    public static final int Item = 0xFFFEE000;

    /** Item Delimitation Item (FFFE,E00D). */
    public static final int ItemDelimitationItem = 0xFFFEE00D;

    /** Sequence Delimitation Item (FFFE,E0DD). */
    public static final int SequenceDelimitationItem = 0xFFFEE0DD;
}
