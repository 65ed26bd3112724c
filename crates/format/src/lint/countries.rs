//! Which country codes there are.

/// ISO 3166-1 alpha-3: the officially assigned codes, as the Java platform lists them, and behind
/// them those withdrawn for states that are no more (ISO 3166-3, since 1974).
const CODES: &str = "\
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR \
BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG \
COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH \
FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY \
HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM \
KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL \
MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR \
NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU \
SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA \
TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB \
VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE \
AFI ANT ATN BUR BYS CSK CTE DDR DHY FXX GEL HVO JTN MID NHB NTZ PCI PCZ PUS RHO SCG SKM SUN TMP \
VDR WAK YMD YUG ZAR";

/// Returns whether a code is in ISO 3166, or one that users may assign (`XAA` to `XZZ`, such as
/// `XKX` for Kosovo).
pub fn is_country(code: &str) -> bool {
    let user_assigned = code.len() == 3 && code.starts_with('X');
    user_assigned || code.len() == 3 && CODES.split(' ').any(|known| known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known() {
        assert!(["IRQ", "XKX", "SUN", "SSD"].into_iter().all(is_country));
        assert!(
            !["IRK", "irq", "IR", "ZZZ", "", "ABW AFG"]
                .into_iter()
                .any(is_country)
        );
        let (assigned, withdrawn) = CODES.split_at(249 * 4);
        assert!(assigned.trim().split(' ').is_sorted() && withdrawn.split(' ').is_sorted());
    }
}
