//! Parts that know the library and no page.
