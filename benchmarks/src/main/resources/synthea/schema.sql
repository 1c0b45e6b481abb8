-- The 18 tables of Synthea's CSV exporter (3.3.0). An empty field is NULL. Codes are text: SNOMED CT,
-- LOINC, RxNorm and CVX codes have leading zeros and up to 18 digits. Words that SQL reserves are quoted.
-- Tables without PRIMARY KEY have none in Synthea either: equal rows do occur (medications), imaging_studies
-- repeats its identifiers.

CREATE TABLE patients (
  id UUID NOT NULL,
  birthdate DATE NOT NULL,
  deathdate DATE,
  ssn VARCHAR(11),
  drivers VARCHAR(16),
  passport VARCHAR(16),
  prefix VARCHAR(8),
  "FIRST" VARCHAR(64),
  middle VARCHAR(64),
  "LAST" VARCHAR(64),
  suffix VARCHAR(8),
  maiden VARCHAR(64),
  marital VARCHAR(4),
  race VARCHAR(32),
  ethnicity VARCHAR(32),
  gender VARCHAR(4),
  birthplace VARCHAR(200),
  address VARCHAR(200),
  city VARCHAR(100),
  state VARCHAR(50),
  county VARCHAR(100),
  fips VARCHAR(5),
  zip VARCHAR(10),
  lat DOUBLE,
  lon DOUBLE,
  healthcare_expenses DECIMAL(12, 2),
  healthcare_coverage DECIMAL(12, 2),
  income INTEGER,
  PRIMARY KEY (id)
);

CREATE TABLE organizations (
  id UUID NOT NULL,
  name VARCHAR(200) NOT NULL,
  address VARCHAR(200),
  city VARCHAR(100),
  state VARCHAR(50),
  zip VARCHAR(10),
  lat DOUBLE,
  lon DOUBLE,
  phone VARCHAR(64),
  revenue DECIMAL(14, 2),
  utilization INTEGER,
  PRIMARY KEY (id)
);

CREATE TABLE providers (
  id UUID NOT NULL,
  organization UUID NOT NULL,
  name VARCHAR(128) NOT NULL,
  gender VARCHAR(4),
  speciality VARCHAR(100),
  address VARCHAR(200),
  city VARCHAR(100),
  state VARCHAR(50),
  zip VARCHAR(10),
  lat DOUBLE,
  lon DOUBLE,
  encounters INTEGER,
  procedures INTEGER,
  PRIMARY KEY (id)
);

CREATE TABLE payers (
  id UUID NOT NULL,
  name VARCHAR(100) NOT NULL,
  ownership VARCHAR(32),
  address VARCHAR(200),
  city VARCHAR(100),
  state_headquartered VARCHAR(50),
  zip VARCHAR(10),
  phone VARCHAR(64),
  amount_covered DECIMAL(14, 2),
  amount_uncovered DECIMAL(14, 2),
  revenue DECIMAL(14, 2),
  covered_encounters INTEGER,
  uncovered_encounters INTEGER,
  covered_medications INTEGER,
  uncovered_medications INTEGER,
  covered_procedures INTEGER,
  uncovered_procedures INTEGER,
  covered_immunizations INTEGER,
  uncovered_immunizations INTEGER,
  unique_customers INTEGER,
  qols_avg DOUBLE,
  member_months INTEGER,
  PRIMARY KEY (id)
);

CREATE TABLE encounters (
  id UUID NOT NULL,
  "START" TIMESTAMP NOT NULL,
  stop TIMESTAMP,
  patient UUID NOT NULL,
  organization UUID,
  provider UUID,
  payer UUID,
  encounterclass VARCHAR(32),
  code VARCHAR(20),
  description VARCHAR(300),
  base_encounter_cost DECIMAL(12, 2),
  total_claim_cost DECIMAL(12, 2),
  payer_coverage DECIMAL(12, 2),
  reasoncode VARCHAR(20),
  reasondescription VARCHAR(300),
  PRIMARY KEY (id)
);

CREATE TABLE conditions (
  "START" DATE NOT NULL,
  stop DATE,
  patient UUID NOT NULL,
  encounter UUID NOT NULL,
  "SYSTEM" VARCHAR(32),
  code VARCHAR(20) NOT NULL,
  description VARCHAR(300)
);

CREATE TABLE medications (
  "START" TIMESTAMP NOT NULL,
  stop TIMESTAMP,
  patient UUID NOT NULL,
  payer UUID,
  encounter UUID NOT NULL,
  code VARCHAR(20) NOT NULL,
  description VARCHAR(300),
  base_cost DECIMAL(12, 2),
  payer_coverage DECIMAL(12, 2),
  dispenses INTEGER,
  totalcost DECIMAL(12, 2),
  reasoncode VARCHAR(20),
  reasondescription VARCHAR(300)
);

CREATE TABLE observations (
  "DATE" TIMESTAMP NOT NULL,
  patient UUID NOT NULL,
  encounter UUID,
  category VARCHAR(32),
  code VARCHAR(20) NOT NULL,
  description VARCHAR(300),
  "VALUE" VARCHAR(300),
  units VARCHAR(64),
  "TYPE" VARCHAR(16)
);

CREATE TABLE procedures (
  "START" TIMESTAMP NOT NULL,
  stop TIMESTAMP,
  patient UUID NOT NULL,
  encounter UUID NOT NULL,
  "SYSTEM" VARCHAR(32),
  code VARCHAR(20) NOT NULL,
  description VARCHAR(300),
  base_cost DECIMAL(12, 2),
  reasoncode VARCHAR(20),
  reasondescription VARCHAR(300)
);

CREATE TABLE immunizations (
  "DATE" TIMESTAMP NOT NULL,
  patient UUID NOT NULL,
  encounter UUID NOT NULL,
  code VARCHAR(20) NOT NULL,
  description VARCHAR(300),
  base_cost DECIMAL(12, 2)
);

CREATE TABLE allergies (
  "START" DATE NOT NULL,
  stop DATE,
  patient UUID NOT NULL,
  encounter UUID NOT NULL,
  code VARCHAR(20) NOT NULL,
  "SYSTEM" VARCHAR(32),
  description VARCHAR(300),
  "TYPE" VARCHAR(32),
  category VARCHAR(32),
  reaction1 VARCHAR(20),
  description1 VARCHAR(300),
  severity1 VARCHAR(16),
  reaction2 VARCHAR(20),
  description2 VARCHAR(300),
  severity2 VARCHAR(16)
);

CREATE TABLE careplans (
  id UUID NOT NULL,
  "START" DATE NOT NULL,
  stop DATE,
  patient UUID NOT NULL,
  encounter UUID NOT NULL,
  code VARCHAR(20) NOT NULL,
  description VARCHAR(300),
  reasoncode VARCHAR(20),
  reasondescription VARCHAR(300),
  PRIMARY KEY (id)
);

CREATE TABLE devices (
  "START" TIMESTAMP NOT NULL,
  stop TIMESTAMP,
  patient UUID NOT NULL,
  encounter UUID NOT NULL,
  code VARCHAR(20) NOT NULL,
  description VARCHAR(300),
  udi VARCHAR(200)
);

CREATE TABLE supplies (
  "DATE" DATE NOT NULL,
  patient UUID NOT NULL,
  encounter UUID NOT NULL,
  code VARCHAR(20) NOT NULL,
  description VARCHAR(300),
  quantity INTEGER
);

CREATE TABLE imaging_studies (
  id UUID NOT NULL,
  "DATE" TIMESTAMP NOT NULL,
  patient UUID NOT NULL,
  encounter UUID NOT NULL,
  series_uid VARCHAR(64),
  bodysite_code VARCHAR(20),
  bodysite_description VARCHAR(300),
  modality_code VARCHAR(16),
  modality_description VARCHAR(100),
  instance_uid VARCHAR(64),
  sop_code VARCHAR(64),
  sop_description VARCHAR(300),
  procedure_code VARCHAR(20)
);

CREATE TABLE payer_transitions (
  patient UUID NOT NULL,
  memberid UUID,
  start_date TIMESTAMP NOT NULL,
  end_date TIMESTAMP,
  payer UUID NOT NULL,
  secondary_payer UUID,
  plan_ownership VARCHAR(32),
  owner_name VARCHAR(128)
);

CREATE TABLE claims (
  id UUID NOT NULL,
  patientid UUID NOT NULL,
  providerid UUID,
  primarypatientinsuranceid UUID,
  secondarypatientinsuranceid UUID,
  departmentid INTEGER,
  patientdepartmentid INTEGER,
  diagnosis1 VARCHAR(20),
  diagnosis2 VARCHAR(20),
  diagnosis3 VARCHAR(20),
  diagnosis4 VARCHAR(20),
  diagnosis5 VARCHAR(20),
  diagnosis6 VARCHAR(20),
  diagnosis7 VARCHAR(20),
  diagnosis8 VARCHAR(20),
  referringproviderid UUID,
  appointmentid UUID,
  currentillnessdate TIMESTAMP,
  servicedate TIMESTAMP,
  supervisingproviderid UUID,
  status1 VARCHAR(16),
  status2 VARCHAR(16),
  statusp VARCHAR(16),
  outstanding1 DECIMAL(12, 2),
  outstanding2 DECIMAL(12, 2),
  outstandingp DECIMAL(12, 2),
  lastbilleddate1 TIMESTAMP,
  lastbilleddate2 TIMESTAMP,
  lastbilleddatep TIMESTAMP,
  healthcareclaimtypeid1 INTEGER,
  healthcareclaimtypeid2 INTEGER,
  PRIMARY KEY (id)
);

CREATE TABLE claims_transactions (
  id UUID NOT NULL,
  claimid UUID NOT NULL,
  chargeid INTEGER,
  patientid UUID NOT NULL,
  "TYPE" VARCHAR(16),
  amount DECIMAL(12, 2),
  "METHOD" VARCHAR(16),
  fromdate TIMESTAMP,
  todate TIMESTAMP,
  placeofservice UUID,
  procedurecode VARCHAR(20),
  modifier1 VARCHAR(20),
  modifier2 VARCHAR(20),
  diagnosisref1 INTEGER,
  diagnosisref2 INTEGER,
  diagnosisref3 INTEGER,
  diagnosisref4 INTEGER,
  units INTEGER,
  departmentid INTEGER,
  notes VARCHAR(400),
  unitamount DECIMAL(12, 2),
  transferoutid INTEGER,
  transfertype VARCHAR(16),
  payments DECIMAL(12, 2),
  adjustments DECIMAL(12, 2),
  transfers DECIMAL(12, 2),
  outstanding DECIMAL(12, 2),
  appointmentid UUID,
  linenote VARCHAR(300),
  patientinsuranceid UUID,
  feescheduleid INTEGER,
  providerid UUID,
  supervisingproviderid UUID,
  PRIMARY KEY (id)
);

CREATE INDEX encounters_by_patient ON encounters (patient, "START") INCLUDE (stop, encounterclass);
CREATE INDEX conditions_by_patient ON conditions (patient);
CREATE INDEX conditions_by_code ON conditions (code) INCLUDE (patient, "START", stop, description);
CREATE INDEX medications_by_patient ON medications (patient);
CREATE INDEX medications_by_code ON medications (code);
CREATE INDEX observations_by_patient ON observations (patient, "DATE");
CREATE INDEX observations_by_code ON observations (code, patient, "DATE") INCLUDE ("VALUE", units, "TYPE");
CREATE INDEX procedures_by_patient ON procedures (patient);
CREATE INDEX procedures_by_code ON procedures (code) INCLUDE (patient, description, base_cost);
CREATE INDEX immunizations_by_patient ON immunizations (patient);
CREATE INDEX claims_by_patient ON claims (patientid);
CREATE INDEX imaging_studies_by_patient ON imaging_studies (patient);
CREATE INDEX claims_transactions_by_claim ON claims_transactions (claimid);
